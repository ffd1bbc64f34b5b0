import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loaderOf } from '../test/loader-of.js';

describe('what a file may hold', () => {
  it.each(['', '# nothing\n', 'null\n'])('reads %j as an empty mapping', async (text) => {
    expect(await (await loaderOf({ 'base/parameters.yml': text })).get('parameters')).toEqual({});
  });

  it.each([
    ['parameters.yml', '- 1\n', 'holds a list', {}],
    ['parameters.yml', 'text\n', 'holds a string', {}],
    ['parameters.yml', 'a: 1\nb: [1\n', 'cannot be parsed', { line: 3, column: 1 }],
    ['parameters.yml', 'a: 1\na: 2\n', 'duplicated mapping key', { line: 2, column: 1 }],
    ['parameters.json', '{"a": 1,\n "a": 2}', 'duplicated mapping key', { line: 2 }],
    ['parameters.json', '{"a": 1,, "b": 2}', 'cannot be parsed', { line: 1 }],
    [
      'parameters.yml',
      'a: 1\nm:\n  b: [x, "${globals:g}"]\n',
      'not supported yet',
      { keyPath: 'm.b.1', line: 3 },
    ],
    ['parameters.yml', 'a: pre-${runtime_params:x,1}\n', 'not supported yet', { keyPath: 'a', line: 1 }],
    ['parameters.yml', '_t: ${a}\n', 'not supported yet', { keyPath: '_t', line: 1 }],
    ['parameters.yml', 'a:\n  __proto__: {x: 1}\n', '__proto__', { keyPath: 'a.__proto__', line: 2 }],
  ])('refuses %s with %j', async (file, text, reason, location) => {
    const loader = await loaderOf({ [`base/${file}`]: text });
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_CONFIG',
      location: { file: `base/${file}`, ...location },
      message: expect.stringContaining(reason) as string,
    });
  });

  it('shows no credential in any error', async () => {
    const secret = 'hunter2';
    const texts = [
      `db:\n  password: ${secret}\n   user: x\n`,
      `db: {password: *${secret}}\n`,
      `db: {password: !${secret} x}\n`,
      `db: {password: !a{${secret} x}\n`,
      `db: {password: '${secret}', url: '\${oc.env:${secret}}'}\n`,
      `- ${secret}\n`,
      `${secret}\n`,
      `db: {password: "${secret}}\n`,
      `{"db": {"password": "${secret}",, "user": 1}}`,
    ];
    for (const text of texts) {
      const loader = await loaderOf({ 'base/credentials.yml': text });
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
