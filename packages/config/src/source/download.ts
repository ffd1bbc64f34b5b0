import { SourceProblem } from './source-problem.js';

/**
 * Downloads a file over HTTP or HTTPS. A name and password in the URL are sent as Basic authentication.
 *
 * @throws SourceProblem when the server does not give it, in words without the URL.
 */
export async function download(url: URL): Promise<Uint8Array> {
  const { username, password } = url;
  const target = new URL(url);
  [target.username, target.password] = ['', ''];
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const response = await request(target, {
    signal: AbortSignal.timeout(TIMEOUT),
    headers: username === '' ? {} : { authorization: `Basic ${credentials.toString('base64')}` },
  });
  if (!response.ok) throw new SourceProblem(`the server answered with status ${response.status}`);
  return readAll(response);
}

/** Milliseconds until a download is given up. */
const TIMEOUT = 60_000;
const MAX_BYTES = 2 ** 26;

async function request(url: URL, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, options);
  } catch (error) {
    throw interrupted(error);
  }
}

async function readAll(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      const bytes = chunk as Uint8Array;
      size += bytes.length;
      if (size > MAX_BYTES) break;
      chunks.push(bytes);
    }
  } catch (error) {
    throw interrupted(error);
  }
  if (size > MAX_BYTES) throw new SourceProblem(`it has more than ${MAX_BYTES / 2 ** 20} MiB`);
  return Buffer.concat(chunks);
}

function interrupted(error: unknown): SourceProblem {
  if ((error as Error).name === 'TimeoutError')
    return new SourceProblem(`the server gave no answer within ${TIMEOUT / 1000} seconds`);
  const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
  return new SourceProblem(`the server cannot be reached${typeof code === 'string' ? ` (${code})` : ''}`);
}
