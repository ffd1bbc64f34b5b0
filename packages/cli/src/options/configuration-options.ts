import { Option } from 'commander';

/** Which configuration a command reads, as commander names it. */
export interface ConfigurationCommandOptions {
  readonly env?: string;
  readonly confSource?: string;
  /** As typed; several uses are joined by commas. */
  readonly params?: string;
}

export const ENV_FLAGS = '-e, --env <name>';
export const ENV_HELP = 'environment: folder of conf that goes over base';

/** `--conf-source`. */
export function confSourceOption(): Option {
  return new Option('--conf-source <place>', 'read the configuration from this folder, archive or URL');
}

/** `--params`. */
export function paramsOption(): Option {
  return new Option('--params <a.b=1,c=x>', 'parameters over those of the configuration').argParser(
    (text: string, earlier?: string) => (earlier === undefined ? text : `${earlier},${text}`),
  );
}
