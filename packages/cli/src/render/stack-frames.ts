import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One line of a stack, without its indentation. */
export interface StackFrame {
  /** Such as `at split (src/nodes.ts:3:9)`; paths are relative to the working folder where that is shorter. */
  readonly text: string;
  /** False for Node's own code, for installed packages, and for the packages of kedro-ts. */
  readonly isProject: boolean;
}

/** The lines of an error's stack that say where it happened. */
export function stackFrames(
  { stack = '', message }: { readonly stack?: string; readonly message: string },
  cwd: string,
): StackFrame[] {
  const afterMessage = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack;
  return afterMessage
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => readFrame(line.trim(), cwd));
}

/** The folder that holds the packages of kedro-ts: `node_modules/@kedro-ts` where they are installed. */
const OWN_PACKAGES = join(fileURLToPath(new URL('.', import.meta.url)), '..', '..');

function readFrame(line: string, cwd: string): StackFrame {
  const place = /^(at (?:async )?(?:.*\()?)((?:file:\/\/|[\\/]|[A-Za-z]:[\\/]).*?)(:\d+(?::\d+)?\)?)$/.exec(
    line,
  );
  if (place === null) return { text: line, isProject: false };
  const [, before = '', location = '', position = ''] = place;
  const path = location.startsWith('file:///') ? fileURLToPath(location) : location;
  const isProject = !/[\\/]node_modules[\\/]/.test(path) && !isInside(OWN_PACKAGES, path);
  return { text: before + shorten(path, cwd) + position, isProject };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}

function shorten(path: string, cwd: string): string {
  const fromHere = relative(cwd, path);
  return fromHere.length < path.length ? fromHere : path;
}
