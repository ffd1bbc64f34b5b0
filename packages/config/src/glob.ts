import { ConfigOptionError } from './errors.js';

/**
 * Turns a glob into a regular expression for paths with `/` between their parts.
 *
 * `*` is any text inside one part, `?` one character, `[a-z]` and `[!a-z]` a set of characters, and `**` as a whole
 * part any number of parts (the last part of a path at least). A name that starts with a dot is matched by `*` only
 * behind another character, so that `catalog*` does not match `.catalog.yml`.
 *
 * @throws ConfigOptionError when a set is not one, such as `[z-a]`.
 */
export function compileGlob(glob: string): RegExp {
  const parts = glob.split('/').filter((part) => part !== '' && part !== '.');
  const source = parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    if (part === '**') return isLast ? '.+' : '(?:[^/]+/)*';
    return compilePart(part) + (isLast ? '' : '/');
  });
  try {
    return new RegExp(`^${source.join('')}$`, 'su');
  } catch {
    throw new ConfigOptionError('configPatterns', `holds "${glob}", whose set of characters cannot be read`);
  }
}

function compilePart(part: string): string {
  return part.replace(
    /\*+|\?|\[(!?)([^\]]+)\]|[\\^$.|+(){}[\]]/g,
    (token, negated: string, set: string | undefined) => {
      if (token.startsWith('*')) return '[^/]*';
      if (token === '?') return '[^/]';
      if (set !== undefined) return `[${negated ? '^/' : ''}${set.replace(/[\\^[]/g, '\\$&')}]`;
      return `\\${token}`;
    },
  );
}
