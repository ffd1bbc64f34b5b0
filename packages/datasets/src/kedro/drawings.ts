import { extname } from 'node:path';
import { DatasetOptionsError } from '../errors.js';
import { PLOTLY_SAVE_KEYS } from '../plotly/resolve-plotly-json-options.js';
import { ignored, only, refused, type Rule } from './rules.js';
import type { ArgumentTable } from './translate.js';

/** `plotly.JSONDataset` and `plotly.PlotlyDataset`. */
export const PLOTLY: ArgumentTable = {
  loadArgs: {
    of: 'plotly.io.from_json',
    own: [],
    args: { output_type: only('Figure'), skip_invalid: ignored, engine: ignored },
  },
  saveArgs: {
    of: 'plotly.io.write_json',
    own: PLOTLY_SAVE_KEYS,
    args: {
      pretty: (value) => ({ indent: value === true ? 2 : 0 }),
      validate: ignored,
      engine: ignored,
      remove_uids: ignored,
    },
  },
};

/** A picture that is saved here has been drawn already, so that these are arguments for the node that draws it. */
const DRAWING: Readonly<Record<string, Rule>> = Object.fromEntries(
  [
    'dpi',
    'bbox_inches',
    'bbox_extra_artists',
    'pad_inches',
    'transparent',
    'facecolor',
    'edgecolor',
    'orientation',
    'papertype',
    'backend',
    'metadata',
    'pil_kwargs',
  ].map((name) => [name, ignored]),
);

/** The format, which the ending of the file says as well. */
const format: Rule = (value, { option, entry }) => {
  const ending = extname(String(entry.filepath)).slice(1).toLowerCase();
  const wanted = String(value).toLowerCase();
  if (value === null || ending === '' || normal(wanted) === normal(ending)) return {};
  throw new DatasetOptionsError(option, `is ${JSON.stringify(value)}, but the file ends in .${ending}`);
};

function normal(ending: string): string {
  return ending === 'jpg' ? 'jpeg' : ending === 'tif' ? 'tiff' : ending;
}

/** `matplotlib.MatplotlibDataset`, once called `MatplotlibWriter`. */
export const MATPLOTLIB: ArgumentTable = {
  saveArgs: { of: 'matplotlib.figure.Figure.savefig', own: [], args: { ...DRAWING, format } },
};

/** `pillow.ImageDataset`. */
export const PILLOW: ArgumentTable = {
  saveArgs: {
    of: 'PIL.Image.Image.save',
    own: [],
    args: {
      format,
      ...Object.fromEntries(
        [
          'quality',
          'optimize',
          'progressive',
          'subsampling',
          'compress_level',
          'compression',
          'dpi',
          'exif',
        ].map((name) => [name, ignored]),
      ),
      save_all: only(false),
      append_images: refused('one image is one file'),
    },
  },
};
