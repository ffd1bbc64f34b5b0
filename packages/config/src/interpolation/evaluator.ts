import type { ConfigMapping } from '../deep-merge.js';
import type { InterpolationError } from '../errors.js';
import { callResolver } from './call-resolver.js';
import { ConfigNode, isContainer, type ResolvedValue } from './config-node.js';
import { describeMissing } from './describe-missing.js';
import { Expressions, isInterpolated } from './expressions.js';
import type {
  Argument,
  Expression,
  Interpolation,
  NodeReference,
  ResolverInvocation,
} from './grammar/expression.js';
import { failureAt, type Place } from './place.js';
import { plainCopy, type PlainCopyOptions } from './plain-copy.js';
import { pythonText } from './python-text.js';
import type { NodeResolver, Resolver } from './resolver.js';
import { select, type Selection } from './selection.js';

/** What an `Evaluator` needs beside the configuration. */
export interface EvaluatorOptions extends PlainCopyOptions {
  readonly resolvers: ReadonlyMap<string, Resolver | NodeResolver>;
}

/**
 * Resolves the interpolations of a configuration, each once and one after another, so that what is asked for while it
 * is being resolved leads back to itself.
 */
export class Evaluator {
  readonly #options: EvaluatorOptions;
  readonly #expressions = new Expressions();
  readonly #others = new Map<object, ConfigNode>();
  readonly #values = new Map<ConfigNode, Map<string, { readonly value: ResolvedValue }>>();
  readonly #inProgress: Place[] = [];
  readonly #beingMade = new Set<ConfigNode>();

  constructor(options: EvaluatorOptions) {
    this.#options = options;
  }

  /** A container as plain data with its interpolations resolved; `place` is where it goes, if that is another place. */
  async makePlain(node: ConfigNode, place: Place = placeOf(node)): Promise<unknown> {
    if (!this.#expressions.standIn(node)) return plainCopy(node.content, this.#options);
    if (this.#beingMade.has(node)) throw failureAt(place, 'circular', INTO_ITSELF);
    this.#beingMade.add(node);
    const copy = Array.isArray(node.content) ? [] : {};
    for (const key of node.keys) {
      if (key !== '__proto__') (copy as Record<string, unknown>)[key] = await this.#makeChild({ node, key });
    }
    this.#beingMade.delete(node);
    return copy;
  }

  /** What stands at a path seen from a container, interpolations on the way resolved. */
  select(from: ConfigNode, path: string): Promise<Selection> {
    return select(from, path, (node, key) => this.#dereference({ node, key }));
  }

  /** The container of another configuration, the same one at each call. */
  rootOf(config: ConfigMapping): ConfigNode {
    const root = this.#others.get(config) ?? new ConfigNode(config);
    this.#others.set(config, root);
    return root;
  }

  /** The value of an argument; lists and mappings may hold nodes. */
  async evaluateArgument(argument: Argument, place: Place): Promise<ResolvedValue> {
    switch (argument.kind) {
      case 'constant':
        return argument.value;
      case 'list': {
        const items: ResolvedValue[] = [];
        for (const item of argument.items) items.push(await this.evaluateArgument(item, place));
        return items;
      }
      case 'mapping': {
        const mapping: Record<string, ResolvedValue> = {};
        for (const [key, value] of argument.entries) {
          const evaluated = await this.evaluateArgument(value, place);
          if (key !== '__proto__') mapping[key] = evaluated;
        }
        return mapping;
      }
      default:
        return this.#evaluate(argument, place);
    }
  }

  /** Any value as plain data. */
  async toPlain(value: ResolvedValue, place: Place): Promise<unknown> {
    if (value instanceof ConfigNode) return this.makePlain(value, place);
    if (!isContainer(value)) return plainCopy(value, this.#options);
    const copy = Array.isArray(value) ? [] : {};
    for (const [key, each] of Object.entries(value)) {
      if (key !== '__proto__') (copy as Record<string, unknown>)[key] = await this.toPlain(each, place);
    }
    return copy;
  }

  async #makeChild(place: Place): Promise<unknown> {
    const written = place.node.child(place.key);
    if (isInterpolated(written)) return this.toPlain(await this.#dereference(place), place);
    return written instanceof ConfigNode ? this.makePlain(written) : plainCopy(written, this.#options);
  }

  /** What a key of a container stands for. */
  async #dereference(place: Place): Promise<ResolvedValue> {
    const { node, key } = place;
    const written = node.child(key);
    if (!isInterpolated(written)) return written;
    const values = this.#values.get(node) ?? new Map<string, { readonly value: ResolvedValue }>();
    this.#values.set(node, values);
    const known = values.get(key);
    if (known !== undefined) return known.value;
    const begun = this.#inProgress.findIndex((each) => each.node === node && each.key === key);
    if (begun >= 0) throw this.#circular(begun);
    if (this.#inProgress.length + this.#beingMade.size >= DEEPEST)
      throw failureAt(place, 'too-deep', TOO_DEEP);
    this.#inProgress.push(place);
    const value = await this.#evaluate(
      this.#expressions.parse(written, () => [...node.path, key]),
      place,
    );
    this.#inProgress.pop();
    values.set(key, { value });
    return value;
  }

  async #evaluate(expression: Expression, place: Place): Promise<ResolvedValue> {
    switch (expression.kind) {
      case 'text':
        return this.#print(expression.parts, place);
      case 'reference':
        return this.#follow(expression, place);
      case 'resolver':
        return this.#invoke(expression, place);
    }
  }

  async #print(parts: readonly (string | Interpolation)[], place: Place): Promise<string> {
    let text = '';
    for (const part of parts) {
      text += typeof part === 'string' ? part : pythonText(await this.#evaluate(part, place));
    }
    return text;
  }

  async #follow(reference: NodeReference, place: Place): Promise<ResolvedValue> {
    const path = await this.#joinNames(reference.path, '', place);
    const selection = await this.select(place.node, path);
    if (selection.found !== 'value') {
      const shown = reference.path.every((part) => typeof part === 'string') ? path : undefined;
      const { kind, reason } = describeMissing(selection, shown);
      const missingPath = kind === 'missing-key' && !shown?.startsWith('.') ? shown : undefined;
      throw failureAt(place, kind, reason, missingPath === undefined ? {} : { missingPath });
    }
    const { value } = selection;
    if (value instanceof ConfigNode && place.node.isInside(value))
      throw failureAt(place, 'circular', INTO_ITSELF);
    return value;
  }

  async #invoke({ name, args }: ResolverInvocation, place: Place): Promise<ResolvedValue> {
    const resolverName = await this.#joinNames(name, '.', place);
    const values: ResolvedValue[] = [];
    for (const argument of args) values.push(await this.evaluateArgument(argument, place));
    const isShown = name.every((part) => typeof part === 'string');
    return callResolver(this, this.#options.resolvers, {
      name: resolverName,
      isShown,
      written: args,
      values,
      place,
    });
  }

  async #joinNames(
    parts: readonly (string | Interpolation)[],
    separator: string,
    place: Place,
  ): Promise<string> {
    const names: string[] = [];
    for (const part of parts) {
      const name = typeof part === 'string' ? part : await this.#evaluate(part, place);
      if (typeof name !== 'string') throw failureAt(place, 'unsupported-value', NO_NAME);
      names.push(name);
    }
    return names.join(separator);
  }

  #circular(begun: number): InterpolationError {
    const round = this.#inProgress.slice(begun);
    const paths = [...round, ...round.slice(0, 1)].map(({ node, key }) => [...node.path, key].join('.'));
    const reason = `it leads back to itself (${paths.join(' → ')}). Write the value itself in one of these places.`;
    return failureAt(round[0]!, 'circular', reason);
  }
}

const DEEPEST = 400;
const TOO_DEEP = `it leads through more than ${DEEPEST} other values, one inside the other. Refer to the last one itself.`;
const INTO_ITSELF =
  'it leads to a mapping or list that it stands in, which would have no end. Refer to a single value in there.';
const NO_NAME =
  'an interpolation inside it must give the text of a key or of the name of a resolver, and gives something else. ' +
  'Put a number that is a key in quotes where it is defined.';

function placeOf(node: ConfigNode): Place {
  return { node: node.parent ?? node, key: node.key ?? '' };
}
