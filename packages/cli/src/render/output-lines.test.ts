import { MemoryDataset, type Dataset } from '@kedro-ts/io';
import { expect, it } from 'vitest';
import { outputLines } from './output-lines.js';
import { createPaint } from './paint.js';

const paint = createPaint({ write: () => undefined }, {});

class File implements Dataset {
  constructor(readonly filepath?: string) {}
  load(): void {}
  save(): void {}
  describe(): Record<string, unknown> {
    return { filepath: this.filepath };
  }
}

it('says where files are, and what is gone', () => {
  const outputs = {
    model: new File('/project/data/model.json'),
    'long.name': new File('s3://bucket/report.csv'),
    table: new File(),
    scores: new MemoryDataset(),
  };
  expect(outputLines(outputs, { paint, cwd: '/project' })).toEqual([
    '  model      data/model.json',
    '  long.name  s3://bucket/report.csv',
    '  table      File',
    '  not kept (in memory only): scores',
  ]);
});

it('counts what would be too many lines', () => {
  const outputs = Object.fromEntries(
    Array.from({ length: 23 }, (_, n) => [`o${n}`, new File(`/project/${n}`)]),
  );
  expect(outputLines(outputs, { paint, cwd: '/project' }).slice(-2)).toEqual(['  o19  19', '  and 3 more']);
});

it('says nothing of a run without outputs', () => {
  expect(outputLines({}, { paint, cwd: '/project' })).toEqual([]);
});
