import type { AnyNode, Function as FunctionNode, Pattern } from 'acorn';

/** What a statement says of names and modules, as far as it can be told without running it. */
export interface NamesOf {
  /** Names that it reads or writes and does not declare itself. */
  readonly used: ReadonlySet<string>;
  /** Those of them that it assigns to, or of which it assigns to a property. */
  readonly assigned: ReadonlySet<string>;
  /** What it imports or requires at run time, where that is written out. */
  readonly modules: ReadonlySet<string>;
  /** All functions in it. */
  readonly functions: readonly AnyNode[];
}

/**
 * Walks a statement. Parameters, and what is declared at the top of a function's body, hide outer names of theirs; everything else
 * that is named alike counts as used, because too much does no harm.
 */
export function collectNames(statement: AnyNode): NamesOf {
  const used = new Set<string>();
  const assigned = new Set<string>();
  const modules = new Set<string>();
  const functions: AnyNode[] = [];
  walk(statement, undefined);
  return { used, assigned, modules, functions };

  function walk(node: AnyNode, scope: Scope | undefined): void {
    switch (node.type) {
      case 'Identifier':
        if (!isHidden(node.name, scope)) used.add(node.name);
        return;
      case 'MemberExpression':
        walk(node.object, scope);
        if (node.computed) walk(node.property, scope);
        return;
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (node.type !== 'PropertyDefinition' && (node.type === 'MethodDefinition' || node.method))
          functions.push(node);
        if (node.computed) walk(node.key, scope);
        if (node.value) walk(node.value, scope);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        functions.push(node);
        walkFunction(node, scope);
        return;
      case 'AssignmentExpression':
        for (const name of targetsOf(node.left)) if (!isHidden(name, scope)) assigned.add(name);
        break;
      case 'UpdateExpression':
        for (const name of targetsOf(node.argument)) if (!isHidden(name, scope)) assigned.add(name);
        break;
      case 'ImportExpression':
        if (node.source.type === 'Literal' && typeof node.source.value === 'string')
          modules.add(node.source.value);
        break;
      case 'CallExpression': {
        const [first] = node.arguments;
        const isRequire = node.callee.type === 'Identifier' && /require/i.test(node.callee.name);
        if (isRequire && first?.type === 'Literal' && typeof first.value === 'string')
          modules.add(first.value);
        break;
      }
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'LabeledStatement':
        walk(node.body, scope);
        return;
      default:
    }
    walkChildren(node, scope);
  }

  function walkFunction(node: FunctionNode, outer: Scope | undefined): void {
    const parameters = { names: new Set(node.params.flatMap(namesIn)), outer };
    for (const parameter of node.params) walk(parameter, parameters);
    if (node.body.type !== 'BlockStatement') return walk(node.body, parameters);
    const scope = { names: new Set(node.body.body.flatMap(declaredNames)), outer: parameters };
    for (const child of node.body.body) walk(child, scope);
  }

  function walkChildren(node: AnyNode, scope: Scope | undefined): void {
    for (const value of Object.values(node) as unknown[]) {
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) walk(item, scope);
      } else if (isNode(value)) walk(value, scope);
    }
  }
}

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly outer: Scope | undefined;
}

function isHidden(name: string, scope: Scope | undefined): boolean {
  for (let inner = scope; inner !== undefined; inner = inner.outer) if (inner.names.has(name)) return true;
  return false;
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** The names that a statement declares in the block that it stands in. */
export function declaredNames(node: AnyNode): string[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => namesIn(id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id ? [node.id.name] : [];
    default:
      return [];
  }
}

/** The names that a pattern binds. */
function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        property.type === 'RestElement' ? namesIn(property.argument) : namesIn(property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesIn(element)));
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    default:
      return [];
  }
}

/** The variables that hold what is assigned to: of `a.b[c]` it is `a`. */
function targetsOf(target: AnyNode): string[] {
  if (target.type === 'MemberExpression') return targetsOf(target.object);
  return target.type === 'Identifier' || target.type.endsWith('Pattern') ? namesIn(target as Pattern) : [];
}
