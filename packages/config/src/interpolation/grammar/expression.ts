/** What a text with interpolations says, once it is read. */
export type Expression = Interpolation | TextExpression;

/** `${a.b}`, or `${name:arguments}`. */
export type Interpolation = NodeReference | ResolverInvocation;

/** Pieces that are printed one after another; the result is always text. */
export interface TextExpression {
  readonly kind: 'text';
  readonly parts: readonly (string | Interpolation)[];
}

/** A path of keys, some of which may come from other values; dots and brackets are among the parts. */
export interface NodeReference {
  readonly kind: 'reference';
  readonly path: readonly (string | Interpolation)[];
}

/** A resolver by its name, whose parts stand between dots, with its arguments. */
export interface ResolverInvocation {
  readonly kind: 'resolver';
  readonly name: readonly (string | Interpolation)[];
  readonly args: readonly Argument[];
}

/** One argument of a resolver, or an item of an argument that is a list or a mapping. */
export type Argument =
  | Expression
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Argument[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [key: string, value: Argument])[] };
