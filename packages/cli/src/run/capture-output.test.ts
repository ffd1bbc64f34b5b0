/* eslint-disable @typescript-eslint/unbound-method -- which function `write` is, is what is tested */
import { Console } from 'node:console';
import type { LinePrinted } from '@kedro-ts/runner';
import { afterEach, describe, expect, it } from 'vitest';
import { runEvents } from '../../test/run-events.js';
import { captureOutput, type OutputCapture } from './capture-output.js';

let capture: OutputCapture | undefined;
afterEach(() => capture?.stop());

/** Captures the real streams of this process. */
function start() {
  const lines: LinePrinted[] = [];
  capture = captureOutput({ runId: 'r1', onLine: (line) => lines.push(line) });
  const [one, two] = runEvents({ type: 'node-started', node: 'a' }, { type: 'node-started', node: 'b' });
  const [finished] = runEvents({ type: 'node-finished', node: 'a', durationMs: 1, done: 1, total: 2 });
  return {
    capture,
    lines,
    texts: () => lines.map(({ text }) => text),
    one: one!,
    two: two!,
    finished: finished!,
  };
}

describe('captureOutput', () => {
  it('gathers whole lines of both streams in the order of writing', () => {
    const { lines } = start();
    process.stdout.write('one\ntw');
    process.stderr.write('careful\n');
    process.stdout.write('o\n\n');
    expect(lines.map(({ stream, text }) => [stream, text])).toEqual([
      ['stdout', 'one'],
      ['stderr', 'careful'],
      ['stdout', 'two'],
      ['stdout', ''],
    ]);
    expect(lines[0]).toMatchObject({ type: 'line-printed', runId: 'r1' });
    expect(lines[0]).not.toHaveProperty('node');
  });

  it('hears the console', () => {
    const { texts } = start();
    const console = new Console({ stdout: process.stdout, stderr: process.stderr, colorMode: false });
    console.log({ a: 1 }, 'and\nmore');
    console.error('careful');
    expect(texts()).toEqual(['{ a: 1 } and', 'more', 'careful']);
  });

  it('joins characters whose bytes come apart, and reads other encodings', () => {
    const { texts } = start();
    const bytes = Buffer.from('für 東京\n');
    for (const byte of bytes) process.stdout.write(Uint8Array.of(byte));
    process.stdout.write('ZsO8cgo=', 'base64');
    expect(texts()).toEqual(['für 東京', 'für']);
  });

  it('calls back those who wait for a write', async () => {
    start();
    await new Promise<void>((resolve) => process.stdout.write('x\n', () => resolve()));
    await new Promise<void>((resolve) => process.stdout.write('y\n', 'utf8', () => resolve()));
  });

  it('gives a line to the node only when it is the only one that runs here', () => {
    const { capture, lines, one, two, finished } = start();
    capture.observe(one);
    process.stdout.write('of a\n');
    capture.observe(two);
    process.stdout.write('of either\n');
    capture.observe(finished);
    process.stdout.write('of b\n');
    expect(lines.map(({ text, node }) => [text, node])).toEqual([
      ['of a', 'a'],
      ['of either', undefined],
      ['of b', 'b'],
    ]);
  });

  it('gives no line of this process to a node in a worker', () => {
    const { capture, lines, one } = start();
    capture.observe({ ...one, workerId: 1 } as typeof one);
    process.stdout.write('of a plugin\n');
    expect(lines[0]).not.toHaveProperty('node');
  });

  it('ends a line when its node ends', () => {
    const { capture, lines, one, finished } = start();
    capture.observe(one);
    process.stdout.write('unended');
    capture.observe(finished);
    expect(lines.map(({ text, node }) => [text, node])).toEqual([['unended', 'a']]);
  });

  it('hands over the rest, and gives the streams back', () => {
    const before = [process.stdout.write, process.stderr.write];
    const { capture, texts } = start();
    expect(process.stdout.write).not.toBe(before[0]);
    process.stderr.write('rest');
    capture.stop();
    expect(texts()).toEqual(['rest']);
    expect([process.stdout.write, process.stderr.write]).toEqual(before);
  });

  it('leaves a wrapper in place that was put on it, and stays out of its way', () => {
    const before = process.stdout.write;
    const { capture, texts } = start();
    const captured = process.stdout.write;
    const wrapper = ((text: string) => captured.call(process.stdout, text)) as typeof captured;
    process.stdout.write = wrapper;
    try {
      process.stdout.write('x\n');
      capture.stop();
      expect(process.stdout.write).toBe(wrapper);
      process.stdout.write('');
      expect(texts()).toEqual(['x']);
    } finally {
      process.stdout.write = before;
    }
  });
});
