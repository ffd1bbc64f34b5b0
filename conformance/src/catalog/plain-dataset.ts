import { OracleDataset, refuseOthers } from './oracle-dataset.js';

interface PlainOptions {
  readonly filepath?: unknown;
  readonly sep?: unknown;
  readonly metadata?: unknown;
}

/** `oracle_ds.Plain`: needs a path, always has something to load, saves all but `explode`, and can do nothing else. */
export class PlainDataset extends OracleDataset {
  constructor({ filepath, sep, metadata, ...others }: PlainOptions) {
    refuseOthers(others);
    if (filepath === undefined) throw new TypeError('"filepath" is missing');
    super({ filepath, sep }, { metadata });
    if (this.filepath === 'boom') throw new Error('bad filepath');
  }

  load(): string {
    return `content of ${this.filepath}`;
  }

  save(data: unknown): void {
    if (data === 'explode') throw new Error('disk full');
  }
}

Object.defineProperty(PlainDataset, 'name', { value: 'oracle_ds.Plain' });
