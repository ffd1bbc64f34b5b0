const LINES_OF_GROUP = 40;
const SECTIONS = ['training', 'features', 'report'];
const VALUES_OF_SECTION = 12;

/**
 * The text of a `parameters.yml` of so many lines, in groups of three sections.
 *
 * @param interpolations - about how many of its values are `${…}`, half of them inside of a text
 */
export function makeParameters(lines, interpolations = 0) {
  const groups = lines / LINES_OF_GROUP;
  const perGroup = Math.round(interpolations / (groups - 1));
  const text = [];
  for (let group = 0; group < groups; group++) {
    text.push(`group_${group}:`);
    let left = group === 0 ? 0 : perGroup;
    for (const section of SECTIONS) {
      text.push(`  ${section}:`);
      for (let i = 0; i < VALUES_OF_SECTION; i++) {
        // Values at even places refer to those at odd ones, which are whole numbers and texts.
        const refers = i % 2 === 0 && left-- > 0;
        text.push(`    value_${i}: ${refers ? reference(group, i) : valueOf(group, i)}`);
      }
    }
  }
  return `${text.join('\n')}\n`;
}

function reference(group, i) {
  const path = '${' + `group_${group - 1}.report.value_${i + 1}}`;
  return i % 4 === 0 ? path : `"data/${path}/model"`;
}

function valueOf(group, i) {
  const kinds = [
    (group + i) / 8,
    group * 7 + i,
    'true',
    `text of ${group}`,
    `[${i}, ${group}, 3]`,
    `'quoted ${i}'`,
  ];
  return kinds[i % kinds.length];
}

/** Paths of values, each another, from all groups. */
export function makePaths(n, lines) {
  const groups = lines / LINES_OF_GROUP;
  return Array.from({ length: n }, (_, i) => {
    const place = Math.floor(i / groups);
    const section = SECTIONS[place % SECTIONS.length];
    return `group_${i % groups}.${section}.value_${Math.floor(place / SECTIONS.length)}`;
  });
}

export function lookUp(parameters, path) {
  let value = parameters;
  for (const key of path.split('.')) value = value[key];
  return value;
}

/** Puts values in the places of references to them; it sees no references in what is referred to. */
export function replaceReferences(value, root) {
  if (typeof value === 'string') {
    if (!value.includes('${')) return value;
    const whole = /^\$\{([\w.]+)\}$/.exec(value);
    if (whole !== null) return lookUp(root, whole[1]);
    return value.replace(/\$\{([\w.]+)\}/g, (_, path) => String(lookUp(root, path)));
  }
  if (Array.isArray(value)) return value.map((item) => replaceReferences(item, root));
  if (typeof value !== 'object' || value === null) return value;
  const replaced = {};
  for (const key in value) replaced[key] = replaceReferences(value[key], root);
  return replaced;
}
