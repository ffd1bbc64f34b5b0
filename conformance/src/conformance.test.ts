import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runFile } from './conformance.js';
import { renderReport } from './report/render-report.js';

const data = new URL('../data/', import.meta.url);

describe('the recorded answers of Kedro', () => {
  for (const name of readdirSync(data)) {
    it(`are those of the packages in ${name}`, async () => {
      const result = await runFile(fileURLToPath(new URL(name, data)));
      expect(result.counts.passed).toBeGreaterThan(0);
      if (result.failed.length > 0) expect.fail(renderReport([result]));
    });
  }
});
