/** The groups of flights that have a model each: the names under `groups` in the parameters. */
export function groupsOf(parameters: Readonly<Record<string, unknown>>): string[] {
  const { groups } = parameters;
  if (Array.isArray(groups) && groups.length > 0 && groups.every((group) => typeof group === 'string'))
    return groups;
  throw new TypeError('The parameter "groups" must be a list of names');
}
