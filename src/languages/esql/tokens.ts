import type { ValueToken } from "../lexical.ts";

export type EsqlTokenKind =
  | "word"
  | "quoted name"
  | "name pattern"
  | "source"
  | "string"
  | "raw string"
  | "integer"
  | "decimal"
  | "operator"
  | "comment"
  | "unknown"
  | "end";

/** Its value: what a string or a quoted name stands for; of a word its lower case; else the text. */
export type EsqlToken = ValueToken<EsqlTokenKind>;

/** Words that are no names where expressions stand; any case. */
// biome-ignore format: table
export const RESERVED: ReadonlySet<string> = new Set([
  "and", "asc", "by", "desc", "false", "first", "in", "is", "last", "like", "not", "null", "nulls", "on", "or", "rlike", "true", "where",
  "with",
]);

/** Reserved words that are names of functions where a bracket follows. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(["first", "last"]);

// biome-ignore format: table
export const OPERATORS: ReadonlySet<string> = new Set([
  "==", "!=", "<=", ">=", "::",
  "<", ">", "=", ":", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ",", ".", "|", ";",
]);

const PLAIN_NAME = /^(?:[A-Za-z][A-Za-z0-9_]*|[_@][A-Za-z0-9_]+)$/;

/** `as` was reserved once: in backticks every version reads it. */
const QUOTED_WORDS: ReadonlySet<string> = new Set([...RESERVED, "as"]);

/** A part of a name that needs no backticks. */
export const isPlainName = (part: string): boolean => PLAIN_NAME.test(part) && !QUOTED_WORDS.has(part.toLowerCase());
