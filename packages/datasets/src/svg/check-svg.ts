import { ValueNotWritableError } from '../errors.js';

/** What may stand around the root element: byte order mark, declarations, comments, white space. */
const PROLOG = /^\uFEFF?(?:\s|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>)*/i;

/**
 * Checks that the root element of a text is `<svg>`, and that its end is there.
 *
 * @param path - where the text stands in what is saved
 * @throws ValueNotWritableError
 */
export function checkSvg(text: string, path = 'data'): void {
  const root = text.slice(PROLOG.exec(text)![0].length);
  if (!/^<svg[\s/>]/.test(root))
    throw new ValueNotWritableError(
      path,
      `is no SVG: it starts with ${JSON.stringify(root.slice(0, 30))}, not with <svg`,
    );
  if (!/<\/svg\s*>$|\/>$/.test(withoutEpilog(root).slice(-100)))
    throw new ValueNotWritableError(path, 'is no whole SVG: the end tag </svg> is missing');
}

function withoutEpilog(text: string): string {
  let rest = text.trimEnd();
  while (rest.endsWith('-->')) {
    const start = rest.lastIndexOf('<!--');
    if (start < 0) break;
    rest = rest.slice(0, start).trimEnd();
  }
  return rest;
}
