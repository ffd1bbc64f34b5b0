import { isMapping, type ConfigMapping } from '../deep-merge.js';

/** What an interpolation stands for: a `ConfigNode` when it is a container of a configuration, any other value as it is. */
export type ResolvedValue = unknown;

/** A mapping or list of a configuration in its place: what it holds as written, and the container around it. */
export class ConfigNode {
  readonly content: ConfigMapping | readonly unknown[];
  readonly parent: ConfigNode | undefined;
  /** The key in the parent; undefined for a root. */
  readonly key: string | undefined;
  readonly #children = new Map<string, ConfigNode>();

  constructor(content: ConfigMapping | readonly unknown[], parent?: ConfigNode, key?: string) {
    this.content = content;
    this.parent = parent;
    this.key = key;
  }

  get root(): ConfigNode {
    return this.parent?.root ?? this;
  }

  /** Keys that lead here from the root. */
  get path(): string[] {
    if (this.parent === undefined || this.key === undefined) return [];
    return [...this.parent.path, this.key];
  }

  get keys(): string[] {
    return Object.keys(this.content);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.content, key);
  }

  /** What stands under a key that is there, as written; a container as its node, the same one at each call. */
  child(key: string): ResolvedValue {
    const value = (this.content as ConfigMapping)[key];
    if (!isContainer(value)) return value;
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const child = new ConfigNode(value, this, key);
    this.#children.set(key, child);
    return child;
  }

  isInside(other: ConfigNode): boolean {
    return this === other || (this.parent?.isInside(other) ?? false);
  }
}

/** Whether a value is a mapping or a list, so that interpolations can look into it. */
export function isContainer(value: unknown): value is ConfigMapping | readonly unknown[] {
  return Array.isArray(value) || isMapping(value);
}
