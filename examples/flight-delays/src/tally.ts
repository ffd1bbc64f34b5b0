/** How many flights there were per key, and how late they were. */
export type Tally = {
  readonly flights: Int32Array;
  /** Sum of the delays in minutes. */
  readonly delay: Float64Array;
};

/**
 * Counts flights and adds up their delays by key.
 *
 * @param keys - per flight, a whole number from 0 to `size` - 1
 */
export function tallyDelays(keys: Int32Array, delays: Int32Array, size: number): Tally {
  const flights = new Int32Array(size);
  const delay = new Float64Array(size);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    flights[key]!++;
    delay[key]! += delays[row]!;
  }
  return { flights, delay };
}

/** The mean of numbers. */
export function meanOf(numbers: Int32Array | Float64Array): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum / numbers.length;
}

/** Rounded for people. */
export function round(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
