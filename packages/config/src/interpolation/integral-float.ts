/**
 * A number that was written as a float and has no fraction (`2.0`, `1e3`). Python prints such a number with its `.0`,
 * so a reader that wants text with interpolations to come out the same puts this in the tree; a plain number does
 * otherwise.
 */
export class IntegralFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}
