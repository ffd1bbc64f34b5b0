import { afterEach, expect, it, vi } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';

afterEach(() => {
  vi.doUnmock('read-excel-file/node');
  vi.doUnmock('write-excel-file/node');
  vi.resetModules();
});

it('names the package to install when it is not there', async () => {
  const { ExcelDataset: Writing } = await import('./index.js');
  const filepath = await temporaryPath('data.xlsx');
  await new Writing({ filepath }).save([{ a: 1 }]);

  for (const name of ['read-excel-file', 'write-excel-file'])
    vi.doMock(`${name}/node`, () => {
      throw new Error(`Cannot find package '${name}'`);
    });
  vi.resetModules();
  const { ExcelDataset } = await import('./index.js');
  await expect(new ExcelDataset({ filepath }).load()).rejects.toThrow(
    'Loading Excel files needs the package read-excel-file: npm install read-excel-file',
  );
  await expect(new ExcelDataset({ filepath }).save([{ a: 1 }])).rejects.toThrow(
    'npm install write-excel-file',
  );
});
