/** A parameter of a Python function. */
interface Parameter {
  readonly name: string;
  readonly kind: 'positional-only' | 'positional' | 'keyword-only' | 'rest' | 'record-rest';
  readonly isOptional: boolean;
}

/** Whether Python could call a function of these parameters with these inputs (null, a name, an array, a record). */
export function canBeCalled(params: readonly string[] | undefined, inputs: unknown): boolean {
  const parameters = parseParameters(params);
  return isRecord(inputs)
    ? bindsRecord(parameters, Object.keys(inputs))
    : bindsList(parameters, countInputs(inputs));
}

/** The keys of a record of inputs in the order in which Python lists them: that of the parameters, then the rest. */
export function inSignatureOrder(params: readonly string[] | undefined, keys: readonly string[]): string[] {
  const declared = parseParameters(params)
    .filter(({ kind }) => kind !== 'rest' && kind !== 'record-rest')
    .map(({ name }) => name);
  return [
    ...declared.filter((name) => keys.includes(name)),
    ...keys.filter((key) => !declared.includes(key)),
  ];
}

function parseParameters(params: readonly string[] | undefined): Parameter[] {
  const texts = params ?? ['*args', '**kwargs'];
  const slash = texts.indexOf('/');
  let isAfterStar = false;
  return texts.flatMap((text, index): Parameter[] => {
    if (text === '/') return [];
    if (text.startsWith('**')) return [{ name: text.slice(2), kind: 'record-rest', isOptional: true }];
    if (text.startsWith('*')) {
      isAfterStar = true;
      return text === '*' ? [] : [{ name: text.slice(1), kind: 'rest', isOptional: true }];
    }
    const kind = isAfterStar ? 'keyword-only' : index < slash ? 'positional-only' : 'positional';
    return [{ name: text.replace(/=$/, ''), kind, isOptional: text.endsWith('=') }];
  });
}

function bindsList(parameters: readonly Parameter[], count: number): boolean {
  const places = parameters.filter(({ kind }) => kind === 'positional' || kind === 'positional-only');
  const isWithin = count <= places.length || parameters.some(({ kind }) => kind === 'rest');
  const left = [...places.slice(count), ...parameters.filter(({ kind }) => kind === 'keyword-only')];
  return isWithin && left.every(({ isOptional }) => isOptional);
}

function bindsRecord(parameters: readonly Parameter[], keys: readonly string[]): boolean {
  const named = parameters.filter(({ kind }) => kind === 'positional' || kind === 'keyword-only');
  const takesAny = parameters.some(({ kind }) => kind === 'record-rest');
  const isKnown = keys.every((key) => takesAny || named.some(({ name }) => name === key));
  const isComplete = parameters.every(
    (parameter) => parameter.isOptional || (named.includes(parameter) && keys.includes(parameter.name)),
  );
  return isKnown && isComplete;
}

function countInputs(inputs: unknown): number {
  if (inputs === null || inputs === undefined || inputs === '') return 0;
  return Array.isArray(inputs) ? inputs.length : 1;
}

function isRecord(inputs: unknown): inputs is Readonly<Record<string, unknown>> {
  return typeof inputs === 'object' && inputs !== null && !Array.isArray(inputs);
}
