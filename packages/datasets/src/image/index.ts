export { ImageDataset } from './image-dataset.js';
export type { Image, Images } from './image-dataset.js';
export type { ImageDatasetOptions } from './resolve-image-options.js';
