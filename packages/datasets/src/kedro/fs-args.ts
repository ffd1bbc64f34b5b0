type Check = (value: unknown) => boolean;

const OPEN: Readonly<Record<string, Check>> = {
  encoding: (value) => value === null || (typeof value === 'string' && /^utf[-_]?8$/i.test(value)),
  newline: (value) => value === null || value === '' || value === '\n',
};
const PARTS: Readonly<Record<string, Check>> = {
  auto_mkdir: (value) => value === true,
  open_args_load: (value) => areAll(value, { ...OPEN, mode: isOneOf('r', 'rt', 'rb') }),
  open_args_save: (value) => areAll(value, { ...OPEN, mode: isOneOf('w', 'wt', 'wb') }),
};

/** Whether `fs_args` ask for nothing but what happens to local files anyway. */
export function isHarmless(fsArgs: unknown): boolean {
  return areAll(fsArgs, PARTS);
}

function areAll(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.entries(value).every(([key, item]) => Object.hasOwn(checks, key) && checks[key]!(item));
}

function isOneOf(...modes: readonly string[]): Check {
  return (value) => modes.includes(value as string);
}
