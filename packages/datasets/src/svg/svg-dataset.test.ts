import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { SvgDataset } from './index.js';

const sample = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>ä</title></svg>';

testFileDataset({
  name: 'SvgDataset',
  create: (options) => new SvgDataset(options),
  sample,
  other: '<svg/>',
  refused: `<html>${sample}</html>`,
});

describe('an SVG dataset', () => {
  it.each([
    [
      'a declaration and a comment',
      `<?xml version="1.0"?>\n<!-- made by hand -->\n${sample}\n<!-- end -->\n`,
    ],
    [
      'a document type',
      `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]>${sample}`,
    ],
    ['an empty root', '<svg/>'],
    ['a byte order mark', `\uFEFF${sample}`],
    ['a long comment at the end', `${sample}<!--${' '.repeat(5000)}-->`],
  ])('saves a picture with %s', async (_, text) => {
    const dataset = new SvgDataset({ filepath: await temporaryPath() });
    await dataset.save(text);
    expect(await dataset.load()).toBe(text);
  });

  it.each([
    ['a page', `<html>${sample}</html>`, /starts with "<html/],
    ['other elements with a similar name', '<svgx></svgx>', /no SVG/],
    ['plain text', 'svg', /no SVG/],
    ['nothing', '', /no SVG/],
    ['half a picture', sample.slice(0, -6), /<\/svg> is missing/],
    ['a root inside a comment', `<!-- ${sample} -->`, /no SVG/],
  ])('refuses %s', async (_, text, message) => {
    const dataset = new SvgDataset({ filepath: await temporaryPath() });
    await expect(dataset.save(text)).rejects.toThrow(message);
  });
});
