interface Halves { left: number[]; right: number[] }

export async function split(cars: number[]): Promise<[number[], number[]]> {
  console.log('splitting', cars.length);
  console.error('a warning');
  process.stdout.write('no newline');
  await new Promise((r) => setTimeout(r, 300));
  return [cars.slice(0, 2), cars.slice(2)];
}
export type { Halves };
