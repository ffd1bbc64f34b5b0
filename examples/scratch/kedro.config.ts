import { defineConfig } from '@kedro-ts/project';
import { watch } from './src/watch';
export default defineConfig({ plugins: [watch(), ['./src/other', { x: 1 }]], runner: ['parallel', { maxWorkers: 2 }] });
