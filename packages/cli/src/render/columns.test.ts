import { expect, it } from 'vitest';
import { columns } from './columns.js';

it('sets cells below each other, painted or wide, with nothing at the end of a line', () => {
  const bold = (text: string): string => `<${text}>`;
  expect(columns([['a', { text: '東京', paint: bold }, 'x'], ['long', 'y', ''], [], ['', 'z']])).toEqual([
    'a     <東京>  x',
    'long  y',
    '',
    '      z',
  ]);
});
