/** Days from Excel's day 0 to 1970-01-01. Its calendar has a 29 February 1900, so this is right from March 1900 on. */
const EPOCH = 25_569;
const DAY = 86_400_000;
const FIRST = Date.UTC(1900, 2, 1);
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Whether Excel has this date. */
export function isSerialDate(date: Date): boolean {
  const time = date.getTime();
  return time >= FIRST && time <= LAST;
}

/**
 * A date as Excel stores it: days since the end of 1899, with the time as a fraction. The reader rounds down, so the number is the
 * least one that is not below the date.
 */
export function toSerialDate(date: Date): number {
  const time = date.getTime();
  let serial = time / DAY + EPOCH;
  while (Math.floor((serial - EPOCH) * DAY) < time) serial = nextUp(serial);
  return serial;
}

/** The next larger number; for positive ones its bits, read as an integer, are one more. */
function nextUp(value: number): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0]!++;
  return new Float64Array(bits.buffer)[0]!;
}

/**
 * Corrects what the reader rounded down: where all times of a column are whole seconds or a thousandth less, they were whole
 * seconds.
 */
export function restoreSeconds(values: readonly unknown[]): readonly unknown[] {
  let isShort = false;
  for (const value of values) {
    if (!(value instanceof Date)) continue;
    const rest = millisecondsOf(value);
    if (rest !== 0 && rest !== 999) return values;
    isShort ||= rest === 999;
  }
  if (!isShort) return values;
  return values.map((value) =>
    value instanceof Date && millisecondsOf(value) === 999 ? new Date(value.getTime() + 1) : value,
  );
}

function millisecondsOf(date: Date): number {
  return date.getUTCMilliseconds();
}
