import { describe, expect, test } from 'vitest';
import { Sample } from './sample.js';

function isNoticed(values: ConstructorParameters<typeof Sample>[0], change: () => unknown): boolean {
  const sample = new Sample(values);
  const before = sample.read();
  expect(Buffer.compare(before, sample.read())).toBe(0);
  change();
  return Buffer.compare(before, sample.read()) !== 0;
}

describe('a sample', () => {
  test('notices every change of a few bytes, whatever they are kept in', () => {
    for (let i = 0; i < 512; i++) {
      const numbers = new Float64Array(512).fill(1);
      expect(isNoticed([numbers], () => (numbers[i] = 1.0000001))).toBe(true);
    }
    const view = new DataView(new ArrayBuffer(4), 1, 2);
    expect(isNoticed([view], () => view.setUint8(1, 1))).toBe(true);
    const buffer = new ArrayBuffer(2);
    expect(isNoticed([buffer], () => new Uint8Array(buffer).fill(1, 1))).toBe(true);
    const shared = new Int32Array(new SharedArrayBuffer(8));
    expect(isNoticed([new Uint8Array(1), shared], () => (shared[1] = 1))).toBe(true);
    const part = new Uint8Array(4);
    expect(isNoticed([part.subarray(0, 2)], () => (part[2] = 1))).toBe(false);
  });

  test('notices that many bytes are filled, sorted or scaled, and the first and the last of them', () => {
    const make = (): Float64Array => Float64Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 10_007);
    const changes: ((numbers: Float64Array) => unknown)[] = [
      (numbers) => numbers.fill(0),
      (numbers) => numbers.sort(),
      (numbers) => numbers.forEach((_, i) => (numbers[i]! *= 1.5)),
      (numbers) => (numbers[0] = -1),
      (numbers) => (numbers[numbers.length - 1] = -1),
    ];
    for (const change of changes) {
      const numbers = make();
      expect(isNoticed([numbers], () => change(numbers))).toBe(true);
    }
  });

  test('looks at no more of many bytes, in one piece or in many', () => {
    const read = (...lengths: number[]): number =>
      new Sample(lengths.map((length) => new Uint8Array(length))).read().length;
    expect(read(10_000_000)).toBe(read(5000));
    expect(read(...new Array<number>(5000).fill(3))).toBeLessThan(5000);
    expect(read(4096)).toBe(4096 + 8);
  });

  test('notices that bytes were given away', () => {
    const numbers = new Float64Array(4);
    expect(isNoticed([numbers], () => structuredClone(numbers, { transfer: [numbers.buffer] }))).toBe(true);
    expect(isNoticed([numbers], () => undefined)).toBe(false);
  });

  test('notices that a date has changed, or all of many', () => {
    const date = new Date(0);
    expect(isNoticed([date], () => date.setTime(1))).toBe(true);
    const dates = Array.from({ length: 3000 }, (_, i) => new Date(i));
    expect(isNoticed(dates, () => dates.forEach((one) => one.setUTCHours(1)))).toBe(true);
    expect(new Sample(dates).read().length).toBeLessThan(5000);
    const invalid = new Date(NaN);
    expect(isNoticed([invalid], () => undefined)).toBe(false);
  });
});
