import { createPaint } from './render/paint.js';

/**
 * Shows what code warns of through `process.emitWarning` as one line, in place of Node's own two. Node's switches
 * (`NODE_NO_WARNINGS`, `--no-warnings`, `--trace-warnings`) keep their meaning.
 */
export function showWarnings(): void {
  const ofNode = process.listeners('warning');
  if (ofNode.length === 0 || process.execArgv.includes('--trace-warnings')) return;
  for (const listener of ofNode) process.off('warning', listener);
  process.on('warning', (warning: Error & { readonly code?: string }) => {
    const { name, message, code } = warning;
    const isOwn = code?.startsWith('KEDRO_') === true;
    const text = isOwn ? message : `${name}: ${message}${code === undefined ? '' : ` [${code}]`}`;
    process.stderr.write(`${createPaint(process.stderr, process.env).warn('warning')}: ${text}\n`);
  });
}
