import { ConfigNode, isContainer } from './config-node.js';
import { IntegralFloat } from './integral-float.js';

/** A value as Python's `str` prints it: text as it is, `True`, `None`, `1e-05`, `{'a': [1, 'b']}`. */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

/** What stands in a container is printed as it is written, interpolations unresolved: so does OmegaConf. */
function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value instanceof ConfigNode) return pythonRepr(value.content);
  if (value instanceof IntegralFloat) return floatText(value.value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (isContainer(value)) {
    const entries = Object.entries(value).map(([key, each]) => `${quote(key)}: ${pythonRepr(each)}`);
    return `{${entries.join(', ')}}`;
  }
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : floatText(value);
    default:
      // Objects of classes, which only resolvers make.
      return (value as { toString(): string }).toString();
  }
}

/** The shortest digits that give the same number (JavaScript's and Python's are equal), laid out as Python does. */
function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  const [mantissa = '', exponentText = ''] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  // Everything but letters, marks, numbers, punctuation, symbols and the blank itself is escaped.
  const escaped = text.replaceAll(/[\\'"\p{C}\p{Z}]/gu, (character) => {
    if (character === ' ' || (character !== mark && (character === "'" || character === '"')))
      return character;
    if (character === '\\' || character === mark) return `\\${character}`;
    return NAMED_ESCAPES.get(character) ?? codeEscape(character.codePointAt(0)!);
  });
  return mark + escaped + mark;
}

const NAMED_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function codeEscape(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
