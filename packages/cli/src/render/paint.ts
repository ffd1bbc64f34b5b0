import { styleText } from 'node:util';
import type { TextStream } from './renderer.js';

/** Makes a text stand out in one way. */
export type Style = (text: string) => string;

/** The few ways in which text stands out. */
export interface Paint {
  readonly coloured: boolean;
  readonly good: Style;
  readonly warn: Style;
  readonly bad: Style;
  readonly strong: Style;
  readonly faint: Style;
  readonly accent: Style;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Paints for a stream: in colour on a terminal, unless `NO_COLOR` or `FORCE_COLOR` say otherwise. */
export function createPaint(stream: TextStream, env: Environment): Paint {
  const coloured = wantsColour(stream, env);
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    coloured && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return {
    coloured,
    good: style('green'),
    warn: style('yellow'),
    bad: style('red'),
    strong: style('bold'),
    faint: style('dim'),
    accent: style('cyan'),
  };
}

/** Node's own precedence: `FORCE_COLOR` before `NO_COLOR` before what the stream is. */
function wantsColour(stream: TextStream, env: Environment): boolean {
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
