/** All items, or undefined when some are no numbers. */
export function numbersIn(items: readonly unknown[]): Float64Array | undefined {
  const numbers = new Float64Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'number') return undefined;
    numbers[i] = item;
  }
  return numbers;
}

/** The same numbers, if they all fit. Readers get small integers from them, which engines keep without a box. */
export function integersOf(numbers: Float64Array): Int32Array | undefined {
  const integers = new Int32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    const integer = number | 0;
    if (integer !== number || (integer === 0 && 1 / number < 0)) return undefined;
    integers[i] = integer;
  }
  return integers;
}

/** The times of dates. */
export function timesOf(dates: readonly Date[]): Float64Array {
  const times = new Float64Array(dates.length);
  for (let i = 0; i < dates.length; i++) times[i] = dates[i]!.getTime();
  return times;
}

/** Whether each number is greater than the one before. */
export function grow(numbers: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (!(numbers[i]! > numbers[i - 1]!)) return false;
  return true;
}
