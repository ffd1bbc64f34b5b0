/** A Python function as described in a case. Parameters: `a`, `a=` (optional), `*args`, `**kw`, `*`, `/`. */
export interface FunctionSpec {
  readonly name: string;
  /** Default: `*args, **kwargs`. */
  readonly params?: readonly string[];
  readonly module?: string;
  readonly kind?: string;
  /** What stands in the place of a function that is none. */
  readonly value?: unknown;
}

/** What a node's function does when it is run: see the description of the files of kind `run_semantics`. */
export interface BehaviourSpec {
  readonly kind: string;
  readonly k?: number;
  readonly message?: string;
  readonly chunks?: number;
}

/** A node as described in a case; datasets may be wrong on purpose. */
export interface NodeSpec {
  readonly func: FunctionSpec;
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly name?: string | null;
  readonly tags?: unknown;
  readonly namespace?: string | null;
  readonly confirms?: unknown;
  readonly fn?: BehaviourSpec;
}

/** What `pipeline()` is given beside its nodes. */
export interface MappingSpec {
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  readonly parameters?: unknown;
  readonly tags?: unknown;
  readonly namespace?: string | null;
  readonly prefix_datasets_with_namespace?: boolean;
}

/** A pipeline as described in a case. */
export interface PipelineSpec extends MappingSpec {
  readonly nodes: unknown;
}

/** Something to do with a pipeline. */
export interface OperationSpec {
  readonly op: string;
  readonly args?: Iterable<string>;
  readonly kwargs?: Readonly<Record<string, unknown>>;
  readonly tags?: string | readonly string[];
  readonly other?: unknown;
  readonly others?: readonly PipelineSpec[];
  readonly by?: string | null;
}

/** All nodes that are described anywhere in a case. */
export function collectNodeSpecs(given: unknown): NodeSpec[] {
  if (typeof given !== 'object' || given === null) return [];
  if (isNodeSpec(given)) return [given];
  return Object.values(given).flatMap(collectNodeSpecs);
}

/** Tells the description of a node from other things. */
export function isNodeSpec(given: unknown): given is NodeSpec {
  return typeof given === 'object' && given !== null && 'func' in given && 'inputs' in given;
}

/** Tells the description of a pipeline among the nodes of another. */
export function isNestedPipeline(given: unknown): given is { readonly pipeline: PipelineSpec } {
  return typeof given === 'object' && given !== null && 'pipeline' in given;
}
