import type * as JsYaml from 'js-yaml';
import { isMapping } from './deep-merge.js';
import { inOurWords, jsYaml, parseYamlEvents, YamlProblem } from './yaml-events.js';
import { createYamlSchema, type YamlSchemaOptions } from './yaml-schema.js';

/**
 * Reads a text of at most one YAML document as plain data, the way Kedro does; `null` when it is empty.
 *
 * @throws YamlProblem when the text is not YAML, or holds several documents or a value that contains itself.
 */
export function parseYaml(
  text: string,
  { marksIntegralFloats }: YamlSchemaOptions = { marksIntegralFloats: false },
): unknown {
  const parsed = parseYamlEvents(text);
  const { source, events } = parsed;
  const schema = marksIntegralFloats ? markingSchema() : plainSchema();
  const options = { source, schema, maxTotalMergeKeys: MAX_VALUES };
  const documents = inOurWords(parsed, () => jsYaml().constructFromEvents(events, options));
  if (documents.length > 1)
    throw new YamlProblem(`it holds ${documents.length} YAML documents, one is expected`);
  const [document = null] = documents;
  // Without an alias no value stands in two places.
  if (text.includes('*')) checkAliases(document);
  return document;
}

/** More values than any configuration has; aliases of aliases could make a short text endless. */
const MAX_VALUES = 2_000_000;

const plainSchema = once(() => createYamlSchema(jsYaml(), { marksIntegralFloats: false }));
const markingSchema = once(() => createYamlSchema(jsYaml(), { marksIntegralFloats: true }));

function once(create: () => JsYaml.Schema): () => JsYaml.Schema {
  let schema: JsYaml.Schema | undefined;
  return () => (schema ??= create());
}

function checkAliases(document: unknown): void {
  const ancestors = new Set<object>();
  let count = 0;
  const check = (value: unknown): void => {
    if (!Array.isArray(value) && !isMapping(value)) return;
    if (ancestors.has(value)) throw new YamlProblem('an alias stands inside the value that it stands for');
    if (++count > MAX_VALUES) throw new YamlProblem('its aliases stand for too many values');
    ancestors.add(value);
    Object.values(value).forEach(check);
    ancestors.delete(value);
  };
  check(document);
}
