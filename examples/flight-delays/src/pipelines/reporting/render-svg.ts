import type { Spec } from 'vega';

/** The typeface of all charts. */
export const FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif';

/** Texts above and below a chart. */
export interface ChartTexts {
  /** The question that the chart answers. */
  readonly question: string;
  readonly answer: string;
  /** Where the data come from, and what to keep in mind. */
  readonly notes: readonly string[];
}

/** What all charts of the project have in common: the question on top, the answer under it, notes at the bottom. */
export function chartOf(
  size: { width: number; height: number },
  texts: ChartTexts,
  content: Partial<Spec>,
): Spec {
  return {
    ...size,
    // Without a screen, Vega guesses how wide texts are and would leave room for its guess.
    autosize: 'none',
    padding: { left: 28, right: 28, top: 108, bottom: 92 },
    background: '#ffffff',
    title: {
      text: texts.question,
      subtitle: texts.answer,
      anchor: 'start',
      frame: 'group',
      font: FONT,
      fontSize: 21,
      color: '#1c2733',
      subtitleFont: FONT,
      subtitleFontSize: 14.5,
      subtitleColor: '#3d4c5c',
      subtitlePadding: 7,
      offset: 30,
    },
    ...content,
    marks: [...(content.marks ?? []), ...texts.notes.map((note, line) => noteMark(note, line, size.height))],
  };
}

/** Draws a chart without a screen. */
export async function renderSvg(spec: Spec): Promise<string> {
  // Imported here, because every worker imports this file and only those that draw need the library.
  const { parse, resetSVGDefIds, View } = await import('vega');
  // Vega numbers definitions on through all charts of a process; the picture must not depend on what was drawn before.
  resetSVGDefIds();
  const view = new View(parse(spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Minutes for people: `4.5 minutes late`, `1.0 minutes early`. */
export function describeDelay(minutes: number): string {
  return `${Math.abs(minutes).toFixed(1)} minutes ${minutes < 0 ? 'early' : 'late'}`;
}

/** The source of all charts. */
export function describeSource(flights: number): string {
  return `${flights.toLocaleString('en-US')} flights of U.S. airlines in 2001. Data: Bureau of Transportation Statistics.`;
}

function noteMark(text: string, line: number, height: number): NonNullable<Spec['marks']>[number] {
  return {
    type: 'text',
    encode: {
      enter: {
        x: { value: 0 },
        y: { value: height + 54 + line * 17 },
        text: { value: text },
        font: { value: FONT },
        fontSize: { value: 11.5 },
        fill: { value: '#76838f' },
      },
    },
  };
}
