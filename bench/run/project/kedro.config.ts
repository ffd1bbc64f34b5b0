import { defineConfig } from '@kedro-ts/project';

export default defineConfig({});
