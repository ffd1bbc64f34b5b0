/** What the resume command is made from. */
export interface ResumeCommandOptions {
  /** What the user typed after `kedro`. */
  readonly args: readonly string[];
  /** The environment variables: package managers leave their name there. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default: `process.platform`. */
  readonly platform?: NodeJS.Platform;
}

/** The user's own command line as it can be pasted, made to start from these nodes; unchanged when there are none. */
export function resumeCommand(fromNodes: readonly string[], options: ResumeCommandOptions): string {
  const { args, env, platform = process.platform } = options;
  const resumed = args.some(isResume)
    ? withoutRunId(args)
    : fromNodes.length === 0
      ? args
      : [...withoutOption(args, '--from-nodes'), '--from-nodes', fromNodes.join(',')];
  return [commandName(env), ...resumed.map((argument) => quoteArgument(argument, platform))].join(' ');
}

/** What resumed a run goes on with the last one, which is now the one that failed. */
function withoutRunId(args: readonly string[]): string[] {
  return args
    .filter((argument, index) => argument.startsWith('-') || args[index - 1] !== '--resume')
    .map((argument) => (isResume(argument) ? '--resume' : argument));
}

function isResume(argument: string): boolean {
  return argument === '--resume' || argument.startsWith('--resume=');
}

function withoutOption(args: readonly string[], option: string): string[] {
  return args.filter(
    (argument, index) =>
      argument !== option && !argument.startsWith(`${option}=`) && args[index - 1] !== option,
  );
}

/** The command itself is on nobody's path when a package manager started it. */
function commandName({ npm_config_user_agent: userAgent = '' }: ResumeCommandOptions['env']): string {
  if (userAgent.startsWith('pnpm/')) return 'pnpm kedro';
  if (userAgent.startsWith('yarn/')) return 'yarn kedro';
  return userAgent.startsWith('npm/') ? 'npx kedro' : 'kedro';
}

/** Quotes for the shells of the platform; commas too, because PowerShell makes lists of them. */
function quoteArgument(argument: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:./-]+$/.test(argument)) return argument;
  if (platform === 'win32') return `"${argument.replaceAll('"', '\\"')}"`;
  return /["$`\\!]/.test(argument) ? `'${argument.replaceAll("'", `'\\''`)}'` : `"${argument}"`;
}
