/**
 * A line that user code printed, without what would disturb the lines around it: of a line that was overwritten by
 * carriage returns its last state, no control characters, and escape sequences only if they set colours and are wanted.
 */
export function cleanLine(text: string, keepColours: boolean): string {
  const ended = text.endsWith('\r') ? text.slice(0, -1) : text;
  const last = ended.slice(ended.lastIndexOf('\r') + 1);
  let coloured = false;
  const cleaned = last.replace(CONTROL, (control) => {
    if (!keepColours || !COLOUR.test(control)) return '';
    coloured = true;
    return control;
  });
  return coloured ? `${cleaned}\u001b[0m` : cleaned;
}

/* eslint-disable no-control-regex -- control characters are what this file is about */
/** The sequences of ECMA-48: CSI; OSC, ended by BEL or ST; two characters. Then every control character but the tab. */
const CONTROL =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]|[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g;
const COLOUR = /^\u001b\[[\d;:]*m$/;
