import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { AnyNode, Program } from 'acorn';
import { collectNames, declaredNames } from './collect-names.js';

/** A statement at the top level of a module. */
export interface Unit {
  readonly module: CodeModule;
  readonly text: string;
  /** The digest of the text. */
  readonly digest: string;
  /** Names of the module that it uses. */
  readonly used: ReadonlySet<string>;
  /** Modules that it imports at run time. */
  readonly modules: ReadonlySet<string>;
  /** It declares one function and nothing else. */
  readonly isFunction: boolean;
  /** Names whose value it may change when it, or a function in it, runs; what it declares is not among them. */
  readonly changes: ReadonlySet<string>;
  /** Names that it, or a function in it, assigns to, or to a property of which. */
  readonly assigned: ReadonlySet<string>;
}

/** Where a name of a module comes from. */
export interface Binding {
  readonly specifier: string;
  /** The name over there; `*` means all. */
  readonly imported: string;
}

/** A function, where it was found. */
export interface Place {
  readonly unit: Unit;
  /** The function is what the statement declares, rather than somewhere inside. */
  readonly isWhole: boolean;
}

/** A module of a project, taken to pieces. */
export interface CodeModule {
  readonly url: string;
  readonly text: string;
  readonly units: readonly Unit[];
  /** The statements that declare a name. */
  readonly declared: ReadonlyMap<string, readonly Unit[]>;
  readonly imports: ReadonlyMap<string, Binding>;
  /** What others can import: a name of this module, or of another. */
  readonly exports: ReadonlyMap<string, string | Binding>;
  /** Modules all of whose exports are this one's too. */
  readonly stars: readonly string[];
  /** All functions in it, by their text. */
  readonly functions: ReadonlyMap<string, readonly Place[]>;
  /** All that it imports, in whatever way. */
  readonly dependencies: ReadonlySet<string>;
}

/** Takes a module to pieces. One that cannot be parsed, or is no JavaScript, is a single piece. */
export function readModule(url: string, text: string): CodeModule {
  const program = tryParse(text);
  return program === undefined ? opaqueModule(url, text) : takeApart(url, text, program);
}

let parser: ReturnType<typeof createParser> | undefined;

/** Most runs do not need it: it is loaded when one does, at once, because that may be between two nodes that leave no other time. */
function createParser() {
  const { Parser } = createRequire(import.meta.url)('acorn') as typeof import('acorn');
  // The search for names that are declared twice takes time that is quadratic; whoever runs the code has made it already.
  return Parser.extend(
    (Base) =>
      class extends Base {
        declareName(): void {}
        checkLocalExport(): void {}
      },
  );
}

function tryParse(text: string): Program | undefined {
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return (parser ??= createParser()).parse(text, {
        ecmaVersion: 'latest',
        sourceType,
        allowHashBang: true,
        allowReturnOutsideFunction: sourceType === 'script',
      });
    } catch {
      // CommonJS may be sloppy; JSON and what is newer than the parser are no programs.
    }
  }
  return undefined;
}

function takeApart(url: string, text: string, program: Program): CodeModule {
  const units: Unit[] = [];
  const declared = new Map<string, Unit[]>();
  const imports = new Map<string, Binding>();
  const exports = new Map<string, string | Binding>();
  const stars: string[] = [];
  const functions = new Map<string, Place[]>();
  const dependencies = new Set<string>();
  const module: CodeModule = {
    ...{ url, text, units, declared, imports, exports, stars, functions, dependencies },
  };

  for (const statement of program.body) {
    switch (statement.type) {
      case 'ImportDeclaration': {
        const specifier = String(statement.source.value);
        dependencies.add(specifier);
        for (const item of statement.specifiers) {
          const imported =
            item.type === 'ImportSpecifier'
              ? nameOf(item.imported)
              : item.type === 'ImportDefaultSpecifier'
                ? 'default'
                : '*';
          imports.set(item.local.name, { specifier, imported });
        }
        break;
      }
      case 'ExportAllDeclaration': {
        const specifier = String(statement.source.value);
        dependencies.add(specifier);
        if (statement.exported) exports.set(nameOf(statement.exported), { specifier, imported: '*' });
        else stars.push(specifier);
        break;
      }
      case 'ExportNamedDeclaration': {
        const specifier = statement.source ? String(statement.source.value) : undefined;
        if (specifier !== undefined) dependencies.add(specifier);
        for (const { local, exported } of statement.specifiers)
          exports.set(
            nameOf(exported),
            specifier === undefined ? nameOf(local) : { specifier, imported: nameOf(local) },
          );
        if (statement.declaration) {
          add(statement.declaration);
          for (const name of declaredNames(statement.declaration)) exports.set(name, name);
        }
        break;
      }
      case 'ExportDefaultDeclaration':
        add(statement.declaration, [DEFAULT]);
        exports.set('default', DEFAULT);
        break;
      default:
        add(statement);
    }
  }
  return module;

  function add(statement: AnyNode, moreNames: readonly string[] = []): void {
    const found = collectNames(statement);
    const names = [...declaredNames(statement), ...moreNames];
    const whole = wholeFunction(statement);
    const slice = text.slice(statement.start, statement.end);
    const unit: Unit = {
      module,
      text: slice,
      digest: hash('sha256', slice, 'base64url'),
      used: found.used,
      modules: found.modules,
      isFunction: whole !== undefined,
      changes: changesOf(statement, names, found.used, found.assigned),
      assigned: found.assigned,
    };
    units.push(unit);
    for (const name of names) append(declared, name, unit);
    for (const specifier of found.modules) dependencies.add(specifier);
    for (const node of found.functions)
      append(functions, functionText(node, text), { unit, isWhole: node === whole });
  }
}

/** What `export default` is called inside a module; no name can be spelled so. */
const DEFAULT = '*default*';

/**
 * A statement that declares nothing is run for its effects, on whatever it names. One that hands things out does not change them;
 * of the compiler's helpers only the first argument is changed.
 */
function changesOf(
  statement: AnyNode,
  names: readonly string[],
  used: ReadonlySet<string>,
  assigned: ReadonlySet<string>,
): ReadonlySet<string> {
  if (names.length > 0) return new Set([...assigned].filter((name) => !names.includes(name)));
  if (statement.type !== 'ExpressionStatement') return used;
  const { expression } = statement;
  if (expression.type === 'AssignmentExpression' && (assigned.has('module') || assigned.has('exports')))
    return new Set([...assigned].filter((name) => name !== 'module' && name !== 'exports'));
  if (expression.type === 'CallExpression' && expression.callee.type === 'Identifier') {
    const [first] = expression.arguments;
    if (HELPERS.has(expression.callee.name)) return collectNames(first!).used;
  }
  return used;
}

const HELPERS: ReadonlySet<string> = new Set(['__export', '__name', '__reExport']);

/** The function that is all that a statement declares; the compiler wraps it to keep its name. */
function wholeFunction(statement: AnyNode): AnyNode | undefined {
  if (statement.type === 'FunctionDeclaration' || isFunctionExpression(statement)) return statement;
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return undefined;
  const value = statement.declarations[0]!.init;
  if (!value) return undefined;
  if (isFunctionExpression(value)) return value;
  if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return undefined;
  const [first] = value.arguments;
  return value.callee.name === '__name' && first && isFunctionExpression(first) ? first : undefined;
}

function isFunctionExpression(node: AnyNode): boolean {
  return node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}

/** As `toString()` of the function gives it: of a method that is without `static`. */
function functionText(node: AnyNode, text: string): string {
  const slice = text.slice(node.start, node.end);
  return node.type === 'MethodDefinition' && node.static ? slice.replace(/^static\s+/, '') : slice;
}

function nameOf(node: AnyNode): string {
  return node.type === 'Identifier' ? node.name : String((node as { value?: unknown }).value);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** A module in one piece: whoever needs something of it needs all of it. */
export function opaqueModule(url: string, text: string): CodeModule {
  const isCode = /\.[cm]?[jt]sx?$/.test(url);
  const specifiers = isCode
    ? [...text.matchAll(IMPORTED)].map(([, single, double]) => single ?? double!)
    : [];
  const dependencies = new Set(specifiers);
  const none = new Map<string, never>();
  const units: Unit[] = [];
  const module: CodeModule = {
    ...{ url, text, units, dependencies, stars: [] },
    ...{ declared: none, imports: none, exports: none, functions: none },
  };
  const digest = hash('sha256', text, 'base64url');
  const noNames = new Set<string>();
  units.push({
    ...{ module, text, digest, modules: dependencies, isFunction: false },
    ...{ used: noNames, changes: noNames, assigned: noNames },
  });
  return module;
}

const IMPORTED = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(?:'([^'\n]+)'|"([^"\n]+)")/g;
