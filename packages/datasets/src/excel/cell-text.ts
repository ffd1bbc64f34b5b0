/**
 * What XML cannot hold, or the writer leaves out because XML discourages it: control characters, half surrogate pairs, U+FFFD,
 * code points that are no characters. Carriage returns are among them, which XML takes for line feeds; and what looks like an
 * escape.
 */
const SPECIAL =
  // eslint-disable-next-line no-control-regex
  /[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffd\p{Noncharacter_Code_Point}\p{Surrogate}]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/**
 * Text as the cells of Excel files hold it, with `_xHHHH_` for a character that XML cannot hold (type ST_Xstring of ECMA-376).
 *
 * Words that every object has as a member, such as `toString`, begin with such an escape too: the writer looks texts up in an
 * object, where it would find the member.
 */
export function escapeCellText(text: string): string {
  const escaped = text.replace(SPECIAL, escape);
  return escaped in {} ? escape(escaped[0]!) + escaped.slice(1) : escaped;
}

function escape(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `_x${unit.toString(16).toUpperCase().padStart(4, '0')}_`).join('');
}
