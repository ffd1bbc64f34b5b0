import { RunnerOptionError } from '@kedro-ts/runner';

/** How much memory each worker may take, in MB; one that takes more ends, and its node fails. Bytes outside of the heap do not count. */
export interface MemoryLimits {
  /** Of the heap, but for what is young. Default: what Node chooses. */
  readonly maxOldGenerationSizeMb?: number;
  /** Of the heap, where new objects are. Default: what Node chooses. */
  readonly maxYoungGenerationSizeMb?: number;
  /** Of the stack. Default: 4 in threads; what Node chooses in processes. */
  readonly stackSizeMb?: number;
}

/** The young part of the heap consists of three semi-spaces. */
const OPTIONS = {
  maxOldGenerationSizeMb: (mb) => `--max-old-space-size=${Math.ceil(mb)}`,
  maxYoungGenerationSizeMb: (mb) => `--max-semi-space-size=${Math.ceil(mb / 3)}`,
  stackSizeMb: (mb) => `--stack-size=${Math.round(mb * 1024)}`,
} satisfies Record<keyof MemoryLimits, (mb: number) => string>;

/** The options that give a process of Node these limits. */
export function nodeOptionsFor(limits: MemoryLimits): string[] {
  return Object.entries(limits).map(([name, mb]) => OPTIONS[name as keyof MemoryLimits](mb as number));
}

/** @throws RunnerOptionError for limits that there are not, or that are no sizes. */
export function checkMemoryLimits(limits: MemoryLimits | undefined): MemoryLimits {
  if (limits === undefined) return {};
  if (typeof limits !== 'object' || limits === null || Array.isArray(limits))
    throw new RunnerOptionError('resourceLimits', `it is ${JSON.stringify(limits)}; give ${EXAMPLE}.`);
  for (const [name, mb] of Object.entries(limits as Record<string, unknown>)) {
    if (!Object.hasOwn(OPTIONS, name))
      throw new RunnerOptionError(
        'resourceLimits',
        `there is no limit "${name}", only ${Object.keys(OPTIONS).join(', ')}.`,
      );
    if (typeof mb !== 'number' || !Number.isFinite(mb) || mb <= 0)
      throw new RunnerOptionError(
        `resourceLimits.${name}`,
        `it is ${JSON.stringify(mb)}; give a number of MB, more than 0.`,
      );
  }
  return limits;
}

const EXAMPLE = 'sizes in MB, as in { maxOldGenerationSizeMb: 2048 }';
