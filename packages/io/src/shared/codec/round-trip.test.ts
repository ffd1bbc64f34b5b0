import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { arbitraryGraph } from '../../../test/arbitrary-graph.js';
import { findDifference } from '../../../test/find-difference.js';
import { decodeShared } from '../decode.js';
import { encodeShared, type Store } from '../encode.js';
import type { SharedValue } from '../shared-value.js';

const fixture = new URL('../../../test/fixtures/echo.mjs', import.meta.url);

it('brings everything back as it was, with what is shared, circles and overlapping views', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryGraph, async (value) => {
      const handle = structuredClone(await encodeShared(value));
      expect(findDifference(value, await decodeShared(handle))).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

it('brings everything back from a thread that has read and written it', async () => {
  const worker = new Worker(fixture);
  onTestFinished(async () => void (await worker.terminate()));
  const echo = (handle: SharedValue): Promise<SharedValue> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.removeAllListeners('error').once('error', reject);
      worker.postMessage(handle);
    });
  await fc.assert(
    fc.asyncProperty(arbitraryGraph, async (value) => {
      const answer = await echo(await encodeShared(value));
      expect(findDifference(value, await decodeShared(answer))).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

it('brings everything back from a process that has read and written it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kedro-io-'));
  const child = fork(fixture, [folder], { serialization: 'advanced' });
  onTestFinished(async () => {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const storeInFile: Store = async (byteLength, write) => {
    const bytes = new Uint8Array(byteLength);
    write(bytes);
    const path = join(folder, randomUUID());
    await writeFile(path, bytes);
    return { kind: 'file', path };
  };
  const echo = (handle: SharedValue): Promise<SharedValue> =>
    new Promise((resolve, reject) => {
      child.once('message', (answer) => resolve(answer as SharedValue));
      child.removeAllListeners('exit').once('exit', (code) => reject(new Error(`exit code ${code}`)));
      child.send(handle);
    });
  await fc.assert(
    fc.asyncProperty(arbitraryGraph, async (value) => {
      const answer = await echo(await encodeShared(value, storeInFile));
      expect(findDifference(value, await decodeShared(answer))).toBeUndefined();
    }),
    { numRuns: 150 },
  );
});
