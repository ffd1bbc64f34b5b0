type Reader = typeof import('read-excel-file/node');
type Writer = typeof import('write-excel-file/node');

let reader: Promise<Reader> | undefined;
let writer: Promise<Writer> | undefined;

/**
 * The library that reads Excel files, an optional dependency of the user's project, imported when first needed.
 *
 * @throws Error that names the package when it is not installed
 */
export function loadReader(): Promise<Reader> {
  return (reader ??= import('read-excel-file/node').catch((cause: unknown) => {
    throw missing('Loading', 'read-excel-file', cause);
  }));
}

/**
 * The library that writes Excel files, likewise.
 *
 * @throws Error that names the package when it is not installed
 */
export function loadWriter(): Promise<Writer> {
  return (writer ??= import('write-excel-file/node').catch((cause: unknown) => {
    throw missing('Saving', 'write-excel-file', cause);
  }));
}

function missing(what: string, name: string, cause: unknown): Error {
  return new Error(`${what} Excel files needs the package ${name}: npm install ${name}`, { cause });
}
