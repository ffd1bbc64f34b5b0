import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { examplesOf, fits, type } from '../support/document-example.js';
import { makeProject } from '../support/make-project.js';

const documents = ['catalog', 'configuration', 'plugins', 'reliability'];

describe.each(documents)('docs/%s.md', async (name) => {
  const text = await readFile(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
  const examples = examplesOf(text);

  it('has an example in every section', () => {
    expect(examples.map(({ title }) => title)).toEqual(
      [...text.matchAll(/^## (.*)/gm)].map(([, title]) => title),
    );
  });

  it.each(examples)('$title', async ({ files, commands }) => {
    const project = await makeProject(files);
    for (const { typed, printed, fails } of commands) {
      const { code, stdout, stderr } = await type(typed, project);
      const output = stdout + stderr;
      expect({ typed, fails: code !== 0, output }).toEqual({
        typed,
        fails,
        output: fits(output, printed) ? output : printed,
      });
    }
  });
});

describe('an example in a document', () => {
  it('fits only what it says', () => {
    expect(fits('a 1.5 s\nb\n', 'a … s\nb\n')).toBe(true);
    expect(fits('a\nb\nc\nd', 'a\n…\nd')).toBe(true);
    expect(fits('a\nd', 'a\n…\nd')).toBe(true);
    expect(fits('a\nb\nc', 'a\n…\nd')).toBe(false);
    expect(fits('a.b', 'a?b')).toBe(false);
    expect(fits('', '')).toBe(true);
    expect(fits('a', '')).toBe(false);
  });
});
