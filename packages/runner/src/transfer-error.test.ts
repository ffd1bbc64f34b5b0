import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeError, encodeError } from './transfer-error.js';

/** What comes out at the other end of a way on which everything is plain data. */
const transfer = (thrown: unknown): Error => decodeError(structuredClone(encodeError(thrown)));

class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code = 'MODEL';
  constructor(
    message: string,
    readonly epoch: number,
    readonly layers: readonly string[],
    readonly model: object,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

describe('an error that is encoded and decoded', () => {
  test('keeps name, message, stack, code and plain fields', () => {
    const error = new ModelError('too deep', 7, ['a', 'b'], { huge: true });
    const arrived = transfer(error);
    expect(arrived).toBeInstanceOf(Error);
    expect({ ...arrived }).toEqual({ code: 'MODEL', epoch: 7, layers: ['a', 'b'] });
    expect([arrived.name, arrived.message, arrived.stack]).toEqual(['ModelError', 'too deep', error.stack]);
    expect(String(arrived)).toBe('ModelError: too deep');
  });

  test('keeps its chain of causes', () => {
    const error = new Error('outer', { cause: new RangeError('middle', { cause: 'a text' }) });
    expect(transfer(error)).toMatchObject({
      message: 'outer',
      cause: { name: 'RangeError', message: 'middle', cause: { name: 'NonError', message: 'a text' } },
    });
  });

  test('keeps the errors of an AggregateError, and gets no cause that it did not have', () => {
    const arrived = transfer(new AggregateError([new TypeError('one'), 'two'], 'many'));
    expect(arrived).toBeInstanceOf(AggregateError);
    expect(arrived).toMatchObject({ message: 'many', errors: [{ name: 'TypeError' }, { message: 'two' }] });
    expect(Object.hasOwn(arrived, 'cause')).toBe(false);
  });

  test('may be its own cause', () => {
    const error = new Error('round');
    const other = new Error('about', { cause: error });
    error.cause = other;
    expect(transfer(error)).toMatchObject({ message: 'round', cause: { message: 'about' } });
    expect(Object.hasOwn(transfer(error).cause as Error, 'cause')).toBe(false);
    const all = new AggregateError([], 'all');
    all.errors.push(all, all, all);
    expect((transfer(all) as AggregateError).errors).toEqual([]);
  });

  test('may have more causes than anybody wants to read', () => {
    let error = new Error('bottom');
    for (let i = 0; i < 50_000; i++) error = new Error(`level ${i}`, { cause: error });
    expect(transfer(error)).toMatchObject({ message: 'level 49999', cause: { message: 'level 49998' } });
  });

  test('may come from another realm', () => {
    const error: unknown = runInNewContext('new TypeError("elsewhere")');
    expect(transfer(error)).toMatchObject({ name: 'TypeError', message: 'elsewhere' });
  });

  test('cannot change prototypes', () => {
    const error = Object.assign(
      new Error('x'),
      JSON.parse('{"__proto__": "y", "constructor": "z"}') as object,
    );
    const arrived = transfer(error);
    expect(Object.getPrototypeOf(arrived)).toBe(Error.prototype);
    expect(arrived.constructor).toBe(Error);
  });

  test('can be transferred again without change', () => {
    const error = new ModelError('m', 1, [], {}, { cause: new AggregateError([new Error('e')], 'a') });
    expect(encodeError(transfer(error))).toEqual(encodeError(error));
  });

  test('is an Error with a message, even if the original cannot be read', () => {
    const refuse = (): never => {
      throw new Error('not to be read');
    };
    const hidden = Object.defineProperty(new Error(), 'message', { get: refuse });
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    for (const thrown of [hidden, revoked.proxy]) expect(transfer(thrown)).toBeInstanceOf(Error);
    expect(encodeError(hidden).message).toContain('cannot be read');
  });

  test('is an Error with a message, whatever was thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }), (thrown) => {
        const arrived = transfer(thrown);
        expect(arrived).toBeInstanceOf(Error);
        expect(typeof arrived.message).toBe('string');
        expect(arrived.stack).toContain(arrived.message);
      }),
    );
  });
});
