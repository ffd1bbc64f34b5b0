/** A place that configuration files are read from: one conf folder, wherever it is. Paths have `/` between their parts. */
export interface ConfigSource {
  /**
   * All files below a folder of the conf folder (`''` is that folder itself), as paths relative to it in any order;
   * undefined when there is no such folder.
   */
  list(folder: string): Promise<readonly string[] | undefined>;
  /** How a file, given as a path relative to the conf folder, is named for people: so that they can open it, if they can. */
  show(path: string): string;
  /** The bytes of a file, given as a path relative to the conf folder. */
  read(path: string): Promise<Uint8Array>;
}
