import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Files } from './make-project.js';

/** Writes files into an archive `.tar.gz` (POSIX ustar). */
export async function makeArchive(path: string, files: Files): Promise<void> {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const data = Buffer.from(content);
    return [header(name, data.length), data, Buffer.alloc(-data.length & (BLOCK - 1))];
  });
  await writeFile(path, gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)])));
}

const BLOCK = 512;

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
  block.write(name, 0);
  block.write(octal(0o644, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 100);
  // The checksum is made as if it were spaces itself.
  block.write('        0', 148);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
