import { boolYaml11Tag, defineScalarTag, NOT_RESOLVED, YAML11_SCHEMA } from 'js-yaml';

const WORDS = ['true', 'false', 'yes', 'no', 'on', 'off'];
const BOOLEANS: ReadonlyMap<string, boolean> = new Map(
  WORDS.flatMap((word) =>
    [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()].map((spelling) => [
      spelling,
      ['true', 'yes', 'on'].includes(word),
    ]),
  ),
);

/** YAML 1.1 as Python reads it: `y` and `n` are text, not booleans as the standard would have it. */
export const PYTHON_SCHEMA = YAML11_SCHEMA.withTags(
  defineScalarTag(boolYaml11Tag.tagName, {
    implicit: true,
    implicitFirstChars: boolYaml11Tag.implicitFirstChars,
    resolve: (source) => BOOLEANS.get(source) ?? NOT_RESOLVED,
    identify: boolYaml11Tag.identify,
    represent: boolYaml11Tag.represent,
  }),
);
