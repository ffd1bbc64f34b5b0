import type { Operator } from 'opendal';
import { ArchiveSource, isArchive } from './archive-source.js';
import type { ConfigSource } from './config-source.js';
import { SourceProblem } from './source-problem.js';

/** Whether a URL names a place in an object storage that can be read here. */
export function isObjectStorage(url: URL): boolean {
  return SERVICES.has(url.protocol);
}

/**
 * Opens a folder or an archive of an object storage: `s3://bucket/conf`, `gs://bucket/conf.zip`, `az://container/conf`,
 * `abfs://container@account.dfs.core.windows.net/conf`.
 *
 * Credentials come from the environment, as OpenDAL looks for them (`AWS_ACCESS_KEY_ID`,
 * `GOOGLE_APPLICATION_CREDENTIALS`, `AZBLOB_ACCOUNT_KEY` and so on); for S3 also `AWS_REGION` and `AWS_ENDPOINT_URL`.
 *
 * @throws SourceProblem when the package `opendal` is not installed, or the archive cannot be read.
 */
export async function openObjectStorage(url: URL, environments: readonly string[]): Promise<ConfigSource> {
  const path = decodeURIComponent(url.pathname).replaceAll(/^\/+|\/+$/g, '');
  if (!isArchive(path)) return new ObjectStorageSource(await connect(url, path));
  const slash = path.lastIndexOf('/');
  const folder = new ObjectStorageSource(await connect(url, path.slice(0, Math.max(slash, 0))));
  return ArchiveSource.open(await folder.read(path.slice(slash + 1)), environments);
}

/** A folder of an object storage: what has its name in front of it. */
class ObjectStorageSource implements ConfigSource {
  readonly #operator: Operator;

  constructor(operator: Operator) {
    this.#operator = operator;
  }

  async list(folder: string): Promise<readonly string[] | undefined> {
    const prefix = folder === '' ? '' : `${folder}/`;
    const entries = await inOurWords(this.#operator.list(prefix, { recursive: true }));
    const paths = entries.map((entry) => entry.path()).filter((path) => path !== '/');
    if (paths.length === 0) return undefined;
    return paths.filter((path) => !path.endsWith('/')).map((path) => path.slice(prefix.length));
  }

  show(path: string): string {
    return path;
  }

  read(path: string): Promise<Uint8Array> {
    return inOurWords(this.#operator.read(path));
  }
}

const SERVICES = new Map([
  ['s3:', s3Options],
  ['s3a:', s3Options],
  ['gs:', googleOptions],
  ['gcs:', googleOptions],
  ['az:', azureOptions],
  ['azblob:', azureOptions],
  ['abfs:', azureOptions],
  ['abfss:', azureOptions],
]);

async function connect(url: URL, folder: string): Promise<Operator> {
  const [service, options] = SERVICES.get(url.protocol)!(url);
  const { Operator } = await importOpenDal(url);
  try {
    return new Operator(service, { ...options, root: `/${folder}` });
  } catch (error) {
    throw describe(error);
  }
}

async function importOpenDal(url: URL) {
  try {
    return await import('opendal');
  } catch {
    throw new SourceProblem(
      `configuration at ${url.protocol}// is read by the package opendal, which cannot be loaded. Install it: npm install opendal`,
    );
  }
}

function s3Options(url: URL): [string, Record<string, string>] {
  const { env } = process;
  const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'];
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1';
  return ['s3', { bucket: url.host, region, ...(endpoint && { endpoint }) }];
}

function googleOptions(url: URL): [string, Record<string, string>] {
  return ['gcs', { bucket: url.host }];
}

function azureOptions(url: URL): [string, Record<string, string>] {
  if (url.username === '') return ['azblob', { container: url.host }];
  const [account = ''] = url.host.split('.');
  const endpoint = `https://${url.host.replace('.dfs.', '.blob.')}`;
  return ['azblob', { container: decodeURIComponent(url.username), endpoint, account_name: account }];
}

async function inOurWords<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw describe(error);
  }
}

/** OpenDAL's messages quote requests, which may carry what a credential was made into: only their first word is kept. */
function describe(error: unknown): SourceProblem {
  const [kind = ''] = /^\w+/.exec((error as Error).message) ?? [];
  return new SourceProblem(REASONS.get(kind) ?? `the storage answered with an error (${kind || 'unknown'})`);
}

const REASONS = new Map([
  ['NotFound', 'there is nothing at this place of the storage'],
  ['PermissionDenied', 'the storage denies access. Check the credentials in the environment'],
  [
    'ConfigInvalid',
    'the storage is not known by this name, or its settings in the environment are incomplete',
  ],
]);
