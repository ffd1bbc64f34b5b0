import { isPromiseLike, type Catalog } from '@kedro-ts/io';
import { isParameter, type Node } from '@kedro-ts/pipeline';
import type { CodeDigests } from './code-digest/code-digests.js';
import { digestValue } from './digest-value.js';

/** What a node rests on beside data. */
export interface NodeDigests {
  readonly code: string;
  readonly wiring: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Stands for all parameters and the environment, which a function that is made anew may have captured. */
export const ALL = '*';

/** What the digests of the nodes of a project are made from. */
export interface NodeDigesterOptions {
  readonly code: CodeDigests;
  readonly catalog: Catalog;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly env: string;
}

/** Makes the digests of nodes; that of a parameter is made once. */
export class NodeDigester {
  readonly #parameters = new Map<string, string | undefined>();

  constructor(private readonly options: NodeDigesterOptions) {}

  /** Undefined for a node with something that cannot be told from another, such as a parameter that is a function. */
  digestsOf(node: Node): NodeDigests | undefined {
    const { digest, isInline } = this.options.code.digestOf(node.func);
    const parameters: Record<string, string> = {};
    for (const name of node.inputs) {
      if (!isParameter(name)) continue;
      const known = this.#parameterDigest(name);
      if (known === undefined) return undefined;
      parameters[name] = known;
    }
    if (isInline) {
      const all = this.#parameterDigest(ALL);
      if (all === undefined) return undefined;
      parameters[ALL] = all;
    }
    const wiring = digestValue([node.inputNames, node.outputNames, node.confirms, this.#entriesOf(node)]);
    return wiring === undefined ? undefined : { code: digest, wiring, parameters };
  }

  #parameterDigest(name: string): string | undefined {
    if (!this.#parameters.has(name)) this.#parameters.set(name, this.#digestParameter(name));
    return this.#parameters.get(name);
  }

  #digestParameter(name: string): string | undefined {
    if (name === ALL) return digestValue([this.options.env, this.options.parameters]);
    const value = this.options.catalog.peek(name)?.load();
    return value === undefined || isPromiseLike(value) ? undefined : digestValue(value);
  }

  /** What catalog.yml says of the node's datasets, without credentials: the same file may be read in another way. */
  #entriesOf({ inputs, outputs }: Node): unknown[] {
    const { configResolver } = this.options.catalog as Partial<ConfiguredCatalog>;
    if (configResolver === undefined) return [];
    return [...inputs, ...outputs]
      .filter((name) => !isParameter(name))
      .map((name) => withoutCredentials(configResolver.resolve(name, ['dataset', 'catch-all'])));
  }
}

interface ConfiguredCatalog {
  readonly configResolver: {
    resolve(name: string, kinds: readonly ('dataset' | 'catch-all')[]): unknown;
  };
}

function withoutCredentials(entry: unknown): unknown {
  if (Array.isArray(entry)) return entry.map(withoutCredentials);
  if (typeof entry !== 'object' || entry === null || Object.getPrototypeOf(entry) !== Object.prototype)
    return entry;
  return Object.fromEntries(
    Object.entries(entry)
      .filter(([key]) => key !== 'credentials')
      .map(([key, value]: [string, unknown]) => [key, withoutCredentials(value)]),
  );
}
