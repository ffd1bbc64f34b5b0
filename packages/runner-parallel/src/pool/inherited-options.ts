/** Options of Node that say what is to be run, each followed by one word or by `=`; a worker has a file to run. */
const SCRIPT_OPTIONS: ReadonlySet<string> = new Set(['-e', '--eval', '-p', '-pe', '--print', '--input-type']);

/** The options of Node with which this process was started, as workers are to have them. */
export function inheritedOptions(options: readonly string[] = process.execArgv): string[] {
  const inherited: string[] = [];
  for (let i = 0; i < options.length; i++) {
    const [name, value] = options[i]!.split('=', 2) as [string, string?];
    if (!SCRIPT_OPTIONS.has(name)) inherited.push(options[i]!);
    else if (value === undefined) i++;
  }
  return inherited;
}
