import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loaderOf } from '../test/loader-of.js';

describe('what a file may hold', () => {
  it.each(['', '# nothing\n', 'null\n'])('reads %j as an empty mapping', async (text) => {
    expect(await (await loaderOf({ 'base/parameters.yml': text })).get('parameters')).toEqual({});
  });

  it.each([
    ['parameters.yml', '- 1\n', 'holds a list', {}],
    ['parameters.yml', '[]\n', 'holds a list', {}],
    ['parameters.yml', '5\n', 'holds a single value', {}],
    ['parameters.yml', '"5"\n', 'holds a single value', {}],
    ['parameters.yml', 'a: 1\nb: [1\n', 'cannot be parsed', { line: 2, column: 4 }],
    [
      'parameters.yml',
      'a: 1\na: 2\n',
      'the key "a" stands in line 1, and again in line 2',
      { line: 2, column: 1 },
    ],
    ['parameters.json', '{"a": 1,\n "a": 2}', 'the key "a" stands in line 1', { line: 2 }],
    ['parameters.yml', 'a: !odd 2\n', 'the tag !odd is not known', { line: 1 }],
    ['parameters.json', '{"a": 1,, "b": 2}', 'cannot be parsed', { line: 1 }],
    ['parameters.yml', 'a: 1\nm:\n  b: [x, "${no.where}"]\n', 'no "no.where"', { keyPath: 'm.b.1', line: 3 }],
    ['parameters.yml', 'a: pre-${nosuch:x,1}\n', 'no resolver "nosuch"', { keyPath: 'a', line: 1 }],
    ['parameters.yml', '_t: ${a\n', 'makes no sense', { keyPath: '_t', line: 1 }],
    ['parameters.yml', 'a: ${b}\nb: ${a}\n', 'leads back to itself', { keyPath: 'a', line: 1 }],
    ['parameters.yml', 'a:\n  __proto__: {x: 1}\n', '__proto__', { line: 2, column: 3 }],
  ])('refuses %s with %j', async (file, text, reason, location) => {
    const loader = await loaderOf({ [`base/${file}`]: text });
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_CONFIG',
      location: { file: `base/${file}`, ...location },
      message: expect.stringContaining(reason) as string,
    });
  });

  it.each([
    ['just text\n', { 'just text': null }],
    ['"a: 1"\n', { a: 1 }],
    ["''\n", {}],
  ])('reads a file that is one text, %j, once more', async (text, expected) => {
    expect(await (await loaderOf({ 'base/parameters.yml': text })).get('parameters')).toEqual(expected);
  });

  it('refuses a file in another encoding than UTF-8', async () => {
    const loader = await loaderOf({});
    await writeFile(join(loader.confSource, 'base/parameters.yml'), Buffer.from('a: \xe9\n', 'latin1'));
    await expect(loader.get('parameters')).rejects.toThrow(
      /parameters\.yml: the file is not encoded as UTF-8/,
    );
  });

  it('shows no credential in any error', async () => {
    const secret = 'hunter2';
    const fail = (argument: string): never => {
      throw new Error(`cannot do anything with ${argument}`);
    };
    const texts = [
      `db:\n  password: ${secret}\n   user: x\n`,
      `db: {password: *${secret}}\n`,
      `db: {password: !${secret} x}\n`,
      `db: {password: !a{${secret} x}\n`,
      `db: {password: '${secret}', url: '\${oc.env:NOT_SET_ANYWHERE}'}\n`,
      `db: {url: '\${oc.env:NOT_SET_ANYWHERE,"${secret}}'}\n`,
      `db: {url: '\${oc.decode:"{${secret}"}'}\n`,
      `db: {url: '\${fail:${secret}}'}\n`,
      `db: {password: ${secret}, url: '\${fail:\${.password}}'}\n`,
      `db: {password: ${secret}, url: '\${.password.x}'}\n`,
      `- ${secret}\n`,
      `${secret}: ${secret}: x\n`,
      `db: {password: "${secret}}\n`,
      `db: {${secret}: 1, ${secret}: 2}\n`,
      `db: {password: !!${secret} x}\n`,
      `{"db": {"password": "${secret}",, "user": 1}}`,
    ];
    for (const text of texts) {
      const loader = await loaderOf({ 'base/credentials.yml': text }, { customResolvers: { fail } });
      const error: unknown = await loader.get('credentials').catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'KEDRO_CONFIG' });
      expect(inspect(error, { depth: 9 })).not.toContain(secret);
    }
    const twice = await loaderOf({
      'base/credentials.yml': `db: ${secret}`,
      'base/credentials_b.yml': `db: ${secret}`,
    });
    const error: unknown = await twice.get('credentials').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'KEDRO_DUPLICATE_CONFIG_KEY' });
    expect(inspect(error, { depth: 9 })).not.toContain(secret);
  });
});
