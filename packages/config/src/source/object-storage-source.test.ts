import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { Operator } from 'opendal';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigLoader } from '../config-loader.js';

describe('configuration in an object storage', () => {
  let server: S3rver;
  let directory: string;
  const before = { ...process.env };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kedro-s3-'));
    server = new S3rver({
      port: 0,
      silent: true,
      directory,
      configureBuckets: [{ name: 'team', configs: [] }],
    });
    const { port } = await server.run();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    const bucket = new Operator('s3', {
      bucket: 'team',
      region: 'us-east-1',
      endpoint: process.env['AWS_ENDPOINT_URL']!,
    });
    const files = {
      'my conf/base/parameters.yml': 'a: 1\nb: ${globals:g}\n',
      'my conf/base/sub/parameters_deep.yml': 'c: 3\n',
      'my conf/base/globals.yml': 'g: 2\n',
      'my conf/prod/parameters.yml': 'a: 9\n',
      'other/parameters.yml': 'a: 0\n',
    };
    for (const [path, text] of Object.entries(files)) await bucket.write(path, text);
    await bucket.write('conf.zip', Buffer.from(zipSync({ 'base/parameters.yml': strToU8('a: zipped\n') })));
  });

  afterAll(async () => {
    for (const name of [
      'AWS_ENDPOINT_URL',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_EC2_METADATA_DISABLED',
    ]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    await server.close();
    await rm(directory, { recursive: true });
  });

  it('is read from a folder', async () => {
    const loader = new ConfigLoader({ confSource: 's3://team/my%20conf/' });
    expect(await loader.get('parameters')).toEqual({ a: 1, b: 2, c: 3 });
    expect(await loader.explain('parameters', 'c')).toMatchObject({
      layers: [{ origin: { file: 'base/sub/parameters_deep.yml', environment: 'base', line: 1 } }],
    });
    const prod = new ConfigLoader({ confSource: 's3://team/my%20conf', env: 'prod' });
    expect(await prod.get('parameters')).toMatchObject({ a: 9 });
    await expect(
      new ConfigLoader({ confSource: 's3://team/my%20conf', env: 'pro' }).get('parameters'),
    ).rejects.toMatchObject({ code: 'KEDRO_UNKNOWN_ENVIRONMENT', knownEnvironments: ['base', 'prod'] });
  });

  it('is read from an archive', async () => {
    expect(await new ConfigLoader({ confSource: 's3://team/conf.zip' }).get('parameters')).toEqual({
      a: 'zipped',
    });
  });

  it.each([
    ['s3://team/nothing.zip', /there is nothing at this place/],
    ['s3://nobody/conf.zip', /is not known by this name/],
  ])('is refused when it is not there: %s', async (confSource, reason) => {
    await expect(new ConfigLoader({ confSource }).get('parameters')).rejects.toThrow(reason);
  });

  it('is refused without the right credentials, which are not shown', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'hunter2';
    try {
      const error: unknown = await new ConfigLoader({ confSource: 's3://team/conf.zip' })
        .get('parameters')
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'KEDRO_CONFIG_SOURCE' });
      expect((error as Error).message).toMatch(/denies access/);
      expect(inspect(error, { depth: 9 })).not.toMatch(/hunter2|S3RVER/);
    } finally {
      process.env['AWS_ACCESS_KEY_ID'] = 'S3RVER';
    }
  });
});
