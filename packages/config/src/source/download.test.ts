import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigLoader } from '../config-loader.js';

const zip = zipSync({ 'conf/base/parameters.yml': strToU8('a: 1\n') });

describe('configuration behind a URL', () => {
  it('is downloaded once, and read as an archive', async () => {
    let requests = 0;
    const url = await serve((_, response) => {
      requests++;
      response.end(zip);
    });
    const loader = new ConfigLoader({ confSource: `${url}/conf.zip` });
    expect(await loader.get('parameters')).toEqual({ a: 1 });
    await expect(loader.get('catalog')).rejects.toThrow(
      /Looked in .*\/conf\.zip\/base and .*\/conf\.zip\/local/,
    );
    expect(requests).toBeLessThanOrEqual(2);
  });

  it('sends the name and password of the URL, and shows neither them nor the query', async () => {
    const url = await serve((request, response) => {
      const isKnown =
        request.headers.authorization === `Basic ${Buffer.from('me:hunter@2').toString('base64')}`;
      response.writeHead(isKnown && request.url === '/conf.zip?token=hunter2' ? 200 : 403).end(zip);
    });
    const open = url.replace('//', '//me:hunter%402@');
    expect(
      await new ConfigLoader({ confSource: `${open}/conf.zip?token=hunter2` }).get('parameters'),
    ).toEqual({ a: 1 });
    const error = await failureOf(`${open}/conf.zip?token=hunter3`);
    expect(error.message).toBe(
      `The configuration at ${url}/conf.zip cannot be read: the server answered with status 403.`,
    );
    expect(inspect(error)).not.toContain('hunter');
  });

  it.each<[string, RequestListener, RegExp]>([
    ['answers with text', (_, response) => response.end('<html>'), /neither a zip nor a tar\.gz/],
    [
      'breaks off',
      (_, response) =>
        response.writeHead(200, { 'content-length': 999 }).write('x', () => response.destroy()),
      /cannot be reached/,
    ],
    [
      'sends without end',
      (_, response) => response.writeHead(200).end(Buffer.alloc(2 ** 26 + 1)),
      /more than 64 MiB/,
    ],
  ])('is refused when the server %s', async (_, listener, reason) => {
    expect((await failureOf(`${await serve(listener)}/conf.tar.gz`)).message).toMatch(reason);
  });

  it('is refused when there is no server, or the kind of URL is not known', async () => {
    expect((await failureOf('http://127.0.0.1:1/conf.zip')).message).toMatch(/cannot be reached/);
    expect((await failureOf('ftp://host/conf.zip')).message).toMatch(
      /nothing is known about URLs of the kind ftp:/,
    );
    expect((await failureOf('https://')).message).toMatch(/is not a URL/);
  });
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function failureOf(confSource: string): Promise<Error> {
  const error: unknown = await new ConfigLoader({ confSource })
    .get('parameters')
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'KEDRO_CONFIG_SOURCE' });
  return error as Error;
}
