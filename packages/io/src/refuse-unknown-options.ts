import { closestNames } from './closest-names.js';
import { didYouMean } from './errors.js';

/** Refuses an option that a dataset does not understand, which otherwise would be passed over in silence. */
export function refuseUnknownOptions(options: object, known: readonly string[]): void {
  for (const key in options) {
    if (known.includes(key)) continue;
    const near = didYouMean(closestNames(key, known).map(snakeCase));
    throw new TypeError(
      `"${snakeCase(key)}" is no option of it.${near} It understands: ${known.map(snakeCase).join(', ')}`,
    );
  }
}

/** As it is written in catalog.yml. */
function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
