import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { confFolder } from '../../test/conf-folder.js';
import { ConfigLoader } from '../config-loader.js';

const CONF = {
  'base/parameters.yml': 'a: 1\nb: ${a}\n',
  'base/catalog/x.yml': 'x: {type: csv}\n',
  'base/globals.yml': 'g: 1\n',
  'local/parameters.yml': 'c: ${globals:g}\n',
};

/** Archives with these files, by the end of their name. */
const ARCHIVES: Record<string, (files: Readonly<Record<string, string>>) => Uint8Array> = {
  '.zip': (files) => zipSync(textFiles(files)),
  '.tar.gz': tarGz,
  '.tgz': tarGz,
};

describe.each(Object.entries(ARCHIVES))('an archive conf%s', (suffix, archive) => {
  const load = async (
    files: Readonly<Record<string, string>>,
    options: { env?: string; baseEnv?: string } = {},
  ) => new ConfigLoader({ confSource: await archiveFile(`conf${suffix}`, archive(files)), ...options });

  it.each(['', 'conf/', './conf/', 'my-project/'])('is read, with the environments in %j', async (top) => {
    const files = Object.entries(CONF).map(([path, text]) => [top + path, text]);
    const loader = await load(Object.fromEntries(files) as Record<string, string>);
    expect(await loader.get('parameters')).toEqual({ a: 1, b: 1, c: 1 });
    expect(await loader.get('catalog')).toEqual({ x: { type: 'csv' } });
    expect(await loader.explain('parameters', 'c')).toMatchObject({
      layers: [{ origin: { file: 'local/parameters.yml', line: 1 } }],
    });
  });

  it('may hold nothing but one environment, and what systems add', async () => {
    const loader = await load({
      'base/parameters.yml': 'a: 1',
      '__MACOSX/base/._parameters.yml': '\0\u0001',
      '.DS_Store': '\0',
    });
    expect(await loader.get('parameters')).toEqual({ a: 1 });
    const flat = await load({ 'parameters.yml': 'a: 2' }, { baseEnv: '', env: '' });
    expect(await flat.get('parameters')).toEqual({ a: 2 });
  });

  it('knows which environments it has', async () => {
    const loader = await load(CONF, { env: 'lokal' });
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_UNKNOWN_ENVIRONMENT',
      knownEnvironments: ['base', 'local'],
    });
    await expect((await load(CONF, { baseEnv: 'bas' })).get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_MISSING_CONFIG',
    });
  });

  it('cannot be there or not', async () => {
    const confSource = join(await confFolder({}), `conf${suffix}`);
    const loader = new ConfigLoader({ confSource });
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_CONFIG_SOURCE',
      message: expect.stringContaining('there is no such file') as string,
    });
    await writeFile(confSource, archive(CONF));
    expect(await loader.get('parameters')).toEqual({ a: 1, b: 1, c: 1 });
  });

  it('may be a folder with such a name', async () => {
    const confSource = join(await confFolder({}), `conf${suffix}`);
    await mkdir(join(confSource, 'base'), { recursive: true });
    await writeFile(join(confSource, 'base/parameters.yml'), 'a: 1');
    expect(await new ConfigLoader({ confSource }).get('parameters')).toEqual({ a: 1 });
  });

  it.each([
    ['nothing', new Uint8Array(), 'neither a zip nor a tar.gz'],
    ['text', new TextEncoder().encode('base: 1\n'.repeat(200)), 'neither a zip nor a tar.gz'],
    ['half of it', archive(CONF).subarray(0, 150), /missing|damaged|cannot be unpacked/],
  ])('is refused when it is %s', async (_, bytes, reason) => {
    const loader = new ConfigLoader({ confSource: await archiveFile(`conf${suffix}`, bytes) });
    await expect(loader.get('parameters')).rejects.toMatchObject({ code: 'KEDRO_CONFIG_SOURCE' });
    await expect(loader.get('parameters')).rejects.toThrow(reason);
  });
});

describe('a hostile archive', () => {
  it.each([
    '../base/parameters.yml',
    'base/../../parameters.yml',
    '/etc/parameters.yml',
    'C:\\parameters.yml',
    '..\\x',
  ])('with the entry %j is refused', async (name) => {
    const zip = await archiveFile('conf.zip', zipSync(textFiles({ ...CONF, [name]: 'a: 2' })));
    await expect(new ConfigLoader({ confSource: zip }).get('parameters')).rejects.toThrow(
      /would stand outside of it|(relative|absolute) path: /,
    );
    const tar = await archiveFile('conf.tar.gz', gzipSync(rawTar([{ name, content: 'a: 2' }])));
    await expect(new ConfigLoader({ confSource: tar }).get('parameters')).rejects.toThrow(
      /would stand outside of it/,
    );
  });

  it('is not unpacked without end', async () => {
    const zeros = new Uint8Array(2 ** 26 + 1);
    const half = new Uint8Array(2 ** 25 + 1);
    const zip = (files: Zippable) => zipSync(files, { level: 1 });
    await expectRefusal('conf.zip', zip({ 'base/parameters.yml': zeros }), /more than 64 MiB/);
    await expectRefusal('conf.zip', zip({ 'base/a.yml': half, 'base/b.json': half }), /more than 64 MiB/);
    await expectRefusal('conf.tgz', gzipSync(zeros, { level: 1 }), /more than 64 MiB/);
  });

  it.each([
    ['less', 1, /cannot be unpacked .*bytes/],
    ['nothing', 0, /cannot be unpacked .*bytes/],
    ['too much', 0xfffffff0, /more than 64 MiB/],
  ])('that says %s of the size of a file is refused', async (_, size, reason) => {
    const zip = Buffer.from(zipSync({ 'base/parameters.yml': new Uint8Array(2 ** 20 - 1).fill(0x20) }));
    zip.writeUInt32LE(size, zip.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24);
    await expectRefusal('conf.zip', zip, reason);
  });

  it('whose files are all the same bytes is not copied without end', async () => {
    const names = Array.from({ length: 70 }, (_, index) => `base/parameters_${index}.yml`);
    const files = names.map((name) => [name, new Uint8Array(name === names[0] ? 2 ** 20 : 0)] as const);
    const zip = Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
    let entry = zip.indexOf('PK\x01\x02', 2 ** 20, 'latin1');
    for (; entry >= 0; entry = zip.indexOf('PK\x01\x02', entry + 1, 'latin1')) {
      zip.writeUInt32LE(2 ** 20, entry + 20);
      zip.writeUInt32LE(0, entry + 24);
      zip.writeUInt32LE(0, entry + 42);
    }
    await expectRefusal('conf.zip', zip, /cannot be unpacked .*size/);
  });

  it('whose bytes are not what its directory says is refused', async () => {
    const zip = Buffer.from(zipSync(textFiles(CONF), { level: 0 }));
    zip[zip.indexOf('a: 1')] = 0x7a;
    await expectRefusal('conf.zip', zip, /its compressed data is damaged/);
  });

  it('with more entries than it holds is refused', async () => {
    const zip = Buffer.from(zipSync(textFiles(CONF)));
    zip.writeUInt16LE(0xffff, zip.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 10);
    await expectRefusal('conf.zip', zip, /cannot be unpacked/);
  });

  it.each([
    ['encrypted', 8, 1, /it is encrypted/],
    ['compressed in another way', 10, 14, /it is compressed in a way that is not known \(14\)/],
  ])('that is %s is refused', async (_, field, value, reason) => {
    const zip = Buffer.from(zipSync(textFiles(CONF)));
    zip.writeUInt8(value, zip.lastIndexOf('PK\x01\x02', undefined, 'latin1') + field);
    await expectRefusal('conf.zip', zip, reason);
  });

  it('may hold much that is no configuration, which is not unpacked', async () => {
    const zeros = new Uint8Array(2 ** 26 + 1);
    const zip = zipSync({ ...textFiles(CONF), 'data.bin': [zeros, { level: 1 }] });
    const loader = new ConfigLoader({ confSource: await archiveFile('conf.zip', zip) });
    expect(await loader.get('parameters')).toEqual({ a: 1, b: 1, c: 1 });
  });

  it.each(['-0000001000', '77777777777', 'no number'])('with a file of the size %s ends', async (size) => {
    const file = { name: 'base/parameters.yml', content: 'a: 1' };
    const archives = [
      [{ ...file, size }],
      [{ name: 'x', type: 'x', content: record('size', size) }, file],
      ...['L', 'x', 'g'].map((type) => [{ name: 'x', type, content: 'a: 1', size }, file]),
    ];
    for (const entries of archives) {
      await expectRefusal('conf.tgz', gzipSync(rawTar(entries)), /damaged or incomplete/);
    }
  });

  it('that ends in the middle of a file is refused', async () => {
    const tar = rawTar([{ name: 'base/parameters.yml', content: 'a: 1\n'.repeat(1000) }]);
    await expectRefusal('conf.tgz', gzipSync(tar.subarray(0, 1000)), /damaged or incomplete/);
    await expectRefusal('conf.tgz', gzipSync(tar.subarray(0, 300)), /damaged or incomplete/);
    await expectRefusal('conf.tgz', gzipSync(tar).subarray(0, -12), /its compressed data is damaged/);
  });

  it('can put nothing on the prototype of objects', async () => {
    const files = { 'base/parameters.yml': 'a: 1', '__proto__/x.yml': 'b: 1', constructor: '' };
    const zip = zipSync(textFiles(files));
    const loader = new ConfigLoader({ confSource: await archiveFile('conf.zip', zip) });
    expect(await loader.get('parameters')).toEqual({ a: 1 });
  });
});

describe('a tar archive', () => {
  it('of before POSIX, with a folder that says it has a size, is read', async () => {
    const tar = rawTar([
      { name: 'base/', type: '5', content: '', size: '00000001000' },
      { name: 'base/sub/', content: '', magic: '' },
      { name: 'base/parameters.yml', content: 'a: 1', type: '\0', magic: '' },
    ]);
    const loader = new ConfigLoader({ confSource: await archiveFile('conf.tgz', gzipSync(tar)) });
    expect(await loader.get('parameters')).toEqual({ a: 1 });
  });
});

describe('the names in a tar archive', () => {
  const long = `${'deep/'.repeat(30)}parameters ü=1.yml`;

  it.each([
    ['ustar', [{ name: long.slice(100), prefix: `base/${long.slice(0, 99)}`, content: 'a: 1' }]],
    [
      'pax',
      [
        { name: 'x', type: 'x', content: record('path', `base/${long}`) },
        { name: 'short', content: 'a: 1' },
      ],
    ],
    [
      'GNU',
      [
        { name: '././@LongLink', type: 'L', content: `base/${long}\0` },
        { name: 'short', content: 'a: 1' },
      ],
    ],
  ])('may be long (%s)', async (_, entries) => {
    const link = { name: 'base/parameters_link.yml', type: '2', content: '' };
    const tar = gzipSync(rawTar([...entries, link, { name: 'base/parameters_b.yml', content: 'b: 2' }]));
    const loader = new ConfigLoader({ confSource: await archiveFile('conf.tar.gz', tar) });
    expect(await loader.get('parameters')).toEqual({ a: 1, b: 2 });
  });
});

function textFiles(files: Readonly<Record<string, string>>): Zippable {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );
}

function tarGz(files: Readonly<Record<string, string>>): Uint8Array {
  return gzipSync(rawTar(Object.entries(files).map(([name, content]) => ({ name, content }))));
}

async function expectRefusal(name: string, bytes: Uint8Array, reason: RegExp): Promise<void> {
  const confSource = await archiveFile(name, bytes);
  const refusal = expect(new ConfigLoader({ confSource }).get('parameters')).rejects;
  await refusal.toMatchObject({ code: 'KEDRO_CONFIG_SOURCE', source: confSource });
  await refusal.toThrow(reason);
}

async function archiveFile(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(await confFolder({}), name);
  await writeFile(path, bytes);
  return path;
}

interface RawEntry {
  readonly name: string;
  readonly content: string;
  readonly prefix?: string;
  readonly type?: string;
  readonly size?: string;
  readonly magic?: string;
}

/** A tar archive with headers as they are given, which no library would write. */
function rawTar(entries: readonly RawEntry[]): Uint8Array {
  const blocks = entries.flatMap(
    ({ name, content, prefix = '', type = '0', size, magic = 'ustar\x0000' }) => {
      const data = Buffer.from(content);
      const header = Buffer.alloc(512);
      header.write(name, 0);
      header.write('0000644\0', 100);
      header.write(size ?? data.length.toString(8).padStart(11, '0'), 124);
      header.write(`        ${type}`, 148);
      header.write(magic, 257);
      header.write(prefix, 345);
      const sum = header.reduce((total, byte) => total + byte, 0);
      header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
      return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
    },
  );
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function record(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  const length = rest + String(rest + 3).length;
  return `${length} ${key}=${value}\n`;
}
