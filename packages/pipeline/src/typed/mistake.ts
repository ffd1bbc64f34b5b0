declare const mistake: unique symbol;

/** A type that no value has. Standing where something wrong was written, it makes the compiler show its sentence. */
export interface Mistake<Sentence extends string> {
  readonly [mistake]: Sentence;
}

/** The same with the types that the sentence speaks of. */
export interface Mismatch<Sentence extends string, Details> {
  readonly [mistake]: readonly [Sentence, Details];
}

/** What is wrong with `null`, which cannot be joined to a sentence: nothing is both. */
export type NullMistake<Names, Check> = Names extends null ? (unknown extends Check ? never : Check) : never;

/**
 * Any function, without saying how it is called: next to it, the compiler has one signature only to take the types of
 * parameters from.
 */
export interface AnyFunction {
  readonly name: string;
  readonly length: number;
  readonly call: unknown;
  readonly bind: unknown;
}

/**
 * A sentence that every function fits. Joined to the type of a function, it is shown in front of what the compiler itself
 * has to say about the difference.
 */
export interface Because<Sentence extends string> {
  readonly [mistake]?: Sentence;
}

/**
 * What fits everything, for names that are only known at run time and names that are wrong: one mistake is to give one
 * message. (It is what `JSON.parse` gives.)
 */
export type Unchecked = ReturnType<JSON['parse']>;
