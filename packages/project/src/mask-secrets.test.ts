import { describe, expect, it } from 'vitest';
import { createSecretMask, inlineCredentials } from './mask-secrets.js';

const credentials = {
  warehouse: {
    user: 'loader',
    password: 'pa$s.w(rd',
    port: 5432,
    pin: 77,
    tls: true,
    options: [{ key: 'ab' }],
  },
  token: 'a/b?c',
  empty: '',
  unset: null,
};
const mask = createSecretMask(credentials);

describe('text', () => {
  it.each([
    ['nothing to hide', 'nothing to hide'],
    ['loader:pa$s.w(rd', '***:***'],
    ['port 5432', 'port ***'],
    ['77 true ab', '77 true ***'],
    ['a fable', 'a fable'],
    ['https://h/x?t=a%2Fb%3Fc', 'https://h/x?t=***'],
    ['postgres://me:other@host/db', 'postgres://me:***@host/db'],
    ['postgres://me:12@host/db', 'postgres://me:***@host/db'],
    ['postgres://me:with@sign/and-slash@host/db', 'postgres://me:***@host/db'],
    ['redis://:other@host', 'redis://:***@host'],
    ['http://host:8080/a@2x.png', 'http://host:8080/a@2x.png'],
    ['abfs://container@account.example.org/x', 'abfs://container@account.example.org/x'],
    ['jdbc:x://host/db?user=me&password=other&ssl=1', 'jdbc:x://host/db?user=me&password=***&ssl=1'],
    ['https://h/x?token=other#part', 'https://h/x?token=***#part'],
  ])('%j is shown as %j', (text, shown) => {
    expect(mask.text(text)).toBe(shown);
  });

  it('prefers the longer of two secrets that begin alike', () => {
    expect(createSecretMask({ a: 'secret', b: 'secret-more' }).text('secret-more')).toBe('***');
  });
});

describe('a tree', () => {
  it('loses secrets wherever they went, and all that is below credentials', () => {
    const catalog = {
      named: { type: 'T', credentials: 'warehouse' },
      inline: { type: 'T', credentials: { password: 'other', list: [1, 'x'], unset: null } },
      deep: {
        list: [{ dataset: { credentials: { a: 1 } } }],
        filepath: 's3://loader/x',
        port: 5432,
        size: 10,
      },
    };
    expect(mask.tree(catalog)).toEqual({
      named: { type: 'T', credentials: 'warehouse' },
      inline: { type: 'T', credentials: { password: '***', list: ['***', '***'], unset: null } },
      deep: {
        list: [{ dataset: { credentials: { a: '***' } } }],
        filepath: 's3://***/x',
        port: '***',
        size: 10,
      },
    });
    expect(mask.tree({ credentials })).toEqual({ credentials: mask.secrets(credentials) });
    expect(JSON.stringify(mask.secrets(credentials))).not.toMatch(/loader|5432|77|true|"ab"|a\/b/);
  });

  it('keeps what only says where a secret is', () => {
    expect(
      mask.secrets({
        a: '${oc.env:KEY}',
        b: '${oc.env:KEY,s3cret}',
        c: '${globals:keys.a}',
        d: '${vault:s3cret}',
      }),
    ).toEqual({ a: '${oc.env:KEY}', b: '***', c: '${globals:keys.a}', d: '***' });
  });

  it('keeps what is neither a list nor a plain mapping', () => {
    const date = new Date(0);
    expect(mask.tree({ date })).toEqual({ date });
    expect(mask.secrets({ date })).toEqual({ date: '***' });
  });

  it('knows the secrets that stand in entries, too', () => {
    const catalog = { a: { credentials: { password: 'inline-secret' } }, b: { x: 'is inline-secret' } };
    const own = createSecretMask(undefined, ...inlineCredentials(catalog));
    expect(own.tree(catalog)).toEqual({ a: { credentials: { password: '***' } }, b: { x: 'is ***' } });
  });
});
