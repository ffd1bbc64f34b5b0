import { pipeline, type PipelineItems, type PipelineOptions } from '../create-pipeline.js';
import type { DatasetNames } from '../dataset-name.js';
import type { NameMapping } from '../map-datasets.js';
import { node, type Node } from '../node/node.js';
import type { NodeOptions } from '../node/resolve-node.js';
import type { Pipeline } from '../pipeline.js';
import type { AnyCatalog, AnyIndex, CatalogIndex, NamespaceOf } from './catalog-index.js';
import type { FunctionCheck } from './check-function.js';
import type { InputsCheck } from './check-inputs.js';
import type { MappingCheck } from './check-mapping.js';
import type { NamesCheck } from './check-names.js';
import type { OutputsCheck } from './check-outputs.js';
import type { FunctionHint, Undecided } from './function-hint.js';
import type { AnyFunction, NullMistake } from './mistake.js';

/** `node()` and `pipeline()` bound to a catalog type. */
export interface TypedPipelines<Index extends AnyIndex> {
  readonly node: TypedNode<Index>;
  readonly pipeline: TypedPipeline<Index>;
}

/**
 * `node()` that compiles only if its names are in the catalog and its function fits their types.
 *
 * Each error stands at the argument at fault: at a name that is not in the catalog; at the function that does not accept a
 * dataset; at the inputs that are too few, too many, or lack or exceed the keys of the function's argument; at the output
 * that cannot hold what the function gives. A promise is awaited first; of a generator each piece is saved by itself, so
 * each piece has to be of the dataset's type. The parameters of an inline function need no types: they are those of the
 * inputs.
 */
export type TypedNode<Index extends AnyIndex> = <
  const Inputs extends DatasetNames,
  const Outputs extends DatasetNames = Undecided,
  Func extends FunctionHint<Index, Inputs, Outputs> | AnyFunction =
    FunctionHint<Index, Inputs, Outputs> | AnyFunction,
  const Confirms extends string | readonly string[] = never,
>(
  // Looking for type arguments in the checks would take the compilers three times as long for 3,000 nodes.
  func: NoInfer<FunctionCheck<Index, Inputs, Func>> & Func,
  inputs:
    | (NoInfer<InputsCheck<Index, Inputs, Func>> & Inputs)
    | NoInfer<NullMistake<Inputs, InputsCheck<Index, Inputs, Func>>>,
  outputs:
    | (NoInfer<OutputsCheck<Index, Inputs, Outputs, Func>> & Outputs)
    | NoInfer<NullMistake<Outputs, OutputsCheck<Index, Inputs, Outputs, Func>>>,
  options?: TypedNodeOptions<Index, Confirms>,
) => Node;

/** The options of a typed `node()`. */
export interface TypedNodeOptions<Index extends AnyIndex, Confirms> extends Omit<NodeOptions, 'confirms'> {
  /** Datasets of the catalog to confirm after the node has run; default: none. */
  confirms?: NoInfer<NamesCheck<Index, Confirms>> & Confirms;
}

/**
 * `pipeline()` that compiles only if the names that its mappings lead to are in the catalog and hold what the names inside
 * hold. Its items may be typed or not.
 */
export type TypedPipeline<Index extends AnyIndex> = <
  const Inputs extends NameMapping = never,
  const Outputs extends NameMapping = never,
  const Parameters extends NameMapping = never,
>(
  items: PipelineItems,
  options?: TypedPipelineOptions<Index, Inputs, Outputs, Parameters>,
) => Pipeline;

/** The options of a typed `pipeline()`. */
export interface TypedPipelineOptions<Index extends AnyIndex, Inputs, Outputs, Parameters> extends Omit<
  PipelineOptions,
  'inputs' | 'outputs' | 'parameters'
> {
  /** Free inputs that keep their names in a namespace, or get those of other datasets; default: none. */
  inputs?: NoInfer<MappingCheck<Index, 'inputs', Inputs>> & Inputs;
  /** Outputs that keep their names in a namespace, or get those of other datasets; default: none. */
  outputs?: NoInfer<MappingCheck<Index, 'outputs', Outputs>> & Outputs;
  /** Parameters that keep their names in a namespace, or get those of other parameters; default: none. */
  parameters?: NoInfer<MappingCheck<Index, 'parameters', Parameters>> & Parameters;
}

/**
 * `node()` and `pipeline()` bound to a catalog type; when the program runs, they are the ordinary ones.
 *
 * The keys of `Catalog` are the names of datasets, also transcoded ones (`prices@rows`), its values what they hold. The key
 * `parameters` has the type of all parameters, from which `params:a.b` gets its own. Template-literal keys stand for
 * dataset factories; of several that match, a dataset has the types of all. Names that are not literals, but any `string`,
 * are not checked.
 *
 * A node does not know the namespaces it will be put into. So for `cars.model` the name `model` is accepted too, and for
 * the parameter `cars.ridge` also `params:ridge`.
 *
 * @typeParam Namespaces - those whose parameters are found without the namespace; default: all that stand in front of
 * names in the catalog type.
 * @example
 * ```ts
 * interface Catalog {
 *   flights: Flight[];
 *   model: Model;
 *   parameters: { model: { ridge: number } };
 *   [name: `${string}.table`]: Row[];
 * }
 * const { node, pipeline } = typed<Catalog>();
 * node((flights, ridge) => train(flights, ridge), ['flights', 'params:model.ridge'], 'model');
 * ```
 */
export function typed<
  Catalog extends AnyCatalog,
  Namespaces extends string = NamespaceOf<Catalog>,
>(): TypedPipelines<CatalogIndex<Catalog, Namespaces>> {
  const untyped: unknown = { node, pipeline };
  return untyped as TypedPipelines<CatalogIndex<Catalog, Namespaces>>;
}
