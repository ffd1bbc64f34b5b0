/** Milliseconds on a clock that all threads and processes of the machine share. */
export function now() {
  return Number(process.hrtime.bigint()) / 1e6;
}
