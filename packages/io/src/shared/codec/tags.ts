/** What a value in the stream begins with. */
export const UNDEFINED = 0;
export const NULL = 1;
export const FALSE = 2;
export const TRUE = 3;
export const INTEGER = 4;
export const NEGATIVE_INTEGER = 5;
export const DOUBLE = 6;
export const TEXT = 7;
export const LONG_TEXT = 8;
export const BIGINT = 9;
/** An object that came before, by its number. */
export const REFERENCE = 10;
export const OBJECT = 11;
export const ARRAY = 12;
/** An array of which only the keys that exist are written: one with many holes, or with named properties. */
export const KEYED_ARRAY = 13;
/** An array as one column. */
export const COLUMN = 14;
export const MAP = 15;
export const SET = 16;
export const DATE = 17;
export const REGEXP = 18;
export const ERROR = 19;
export const BOXED = 20;
export const URL_TAG = 21;
export const VIEW = 22;
export const HOLE = 23;
/** An object with many keys: a column of them, and one of what is there. */
export const DICTIONARY = 24;
/** Maps and sets with their items as columns. */
export const MAP_COLUMNS = 25;
export const SET_COLUMN = 26;

/** What a column, many values side by side, begins with. */
export const INT32_COLUMN = 0;
export const FLOAT64_COLUMN = 1;
export const BOOLEAN_COLUMN = 2;
export const BIGINT64_COLUMN = 3;
export const DATE_COLUMN = 4;
export const TEXT_COLUMN = 5;
/** Few different values, and for each place the index of its own. */
export const REPEATING_COLUMN = 6;
/** Objects with the same keys: a column for each key. */
export const STRUCT_COLUMN = 7;
/** Arrays: their lengths, and all of their items as one column. */
export const ARRAY_COLUMN = 8;
/** Values of several kinds: for each place the number of its kind, and for each kind a column. */
export const UNION_COLUMN = 9;
/** Values one by one. */
export const ANY_COLUMN = 10;
/** Objects of which some came before: for each place 0 or one more than its number, and a column of the others. */
export const KNOWN_COLUMN = 11;

/** The kinds of a union; those from FIRST_SHAPE on are shapes of objects. The first three need no column. */
export const HOLES = 0;
export const UNDEFINEDS = 1;
export const NULLS = 2;
export const BOOLEANS = 3;
export const NUMBERS = 4;
export const TEXTS = 5;
export const BIGINTS = 6;
export const DATES = 7;
export const ARRAYS = 8;
export const OTHERS = 9;
export const FIRST_SHAPE = 10;
