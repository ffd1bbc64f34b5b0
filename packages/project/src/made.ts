import { ProjectConfigError } from './errors.js';
import type { KedroConfig } from './kedro-config.js';
import type { Project } from './project.js';

/**
 * Checks the least that a function of the config has to give: an object with this method.
 *
 * @throws ProjectConfigError
 */
export function made<T extends object>(
  { configFile }: Project,
  setting: keyof KedroConfig,
  method: keyof T & string,
  result: T,
): T {
  if (typeof (result as Partial<T> | null | undefined)?.[method] === 'function') return result;
  throw new ProjectConfigError(
    configFile,
    `${setting} has to return what it makes; what came back has no ${method}().`,
  );
}
