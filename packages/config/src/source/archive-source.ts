import type { ArchiveEntry } from './archive-entry.js';
import type { ConfigSource } from './config-source.js';
import { SourceProblem } from './source-problem.js';

/** The content of a `.zip` or `.tar.gz` archive; it stays in memory and is never written anywhere. */
export class ArchiveSource implements ConfigSource {
  readonly #files: ReadonlyMap<string, ArchiveEntry>;
  readonly #folders: ReadonlySet<string>;

  private constructor(entries: readonly ArchiveEntry[], environments: readonly string[]) {
    const root = rootOf(
      entries.map(({ path }) => path),
      environments,
    );
    const inside = entries
      .filter(({ path }) => root === '' || path === root || path.startsWith(`${root}/`))
      .map((entry) => ({ ...entry, path: root === '' ? entry.path : entry.path.slice(root.length + 1) }));
    this.#files = new Map(inside.filter(({ isFolder }) => !isFolder).map((entry) => [entry.path, entry]));
    this.#folders = new Set(inside.flatMap(({ isFolder, path }) => foldersOf(isFolder ? `${path}/` : path)));
  }

  /**
   * @param bytes - the archive; which kind it is shows in its first bytes
   * @param environments - folders that may stand at the top; another one that stands there alone is the conf folder
   * @throws SourceProblem
   */
  static async open(bytes: Uint8Array, environments: readonly string[]): Promise<ArchiveSource> {
    return new ArchiveSource(await readEntries(bytes), environments);
  }

  async list(folder: string): Promise<readonly string[] | undefined> {
    if (folder === '') return [...this.#files.keys()];
    if (!this.#folders.has(folder)) return undefined;
    const prefix = `${folder}/`;
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length));
  }

  show(path: string): string {
    return path;
  }

  async read(path: string): Promise<Uint8Array> {
    const content = this.#files.get(path)?.content;
    if (content === undefined) throw new SourceProblem(`it holds no ${path}`);
    return content;
  }
}

/** Whether a path or URL names an archive. */
export function isArchive(path: string): boolean {
  return /\.(?:zip|tar\.gz|tgz)$/i.test(path);
}

/** Each reader is loaded when it is needed: both libraries take time to load, and most configuration is a folder. */
async function readEntries(bytes: Uint8Array): Promise<ArchiveEntry[]> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await import('./read-zip.js')).readZip(bytes);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return (await import('./read-tar-gz.js')).readTarGz(bytes);
  throw new SourceProblem('it is neither a zip nor a tar.gz archive');
}

/** The folder that everything is in, if there is one; what systems add by themselves (`__MACOSX`, hidden files) aside. */
function rootOf(paths: readonly string[], environments: readonly string[]): string {
  const tops = new Set(
    paths.map((path) => path.split('/')[0]!).filter((top) => !/^(?:\.|__MACOSX$|$)/.test(top)),
  );
  const [top = ''] = tops;
  const isFile = paths.includes(top) && !paths.some((path) => path.startsWith(`${top}/`));
  const isEnvironment = environments.some((environment) => environment.split('/')[0] === top);
  return tops.size === 1 && !isFile && !isEnvironment ? top : '';
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
