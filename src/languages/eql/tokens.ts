import type { ValueToken } from "../lexical.ts";

export type EqlTokenKind =
  | "keyword"
  | "identifier"
  | "quoted identifier"
  | "string"
  | "raw string"
  | "integer"
  | "decimal"
  | "operator"
  | "comment"
  | "unknown"
  | "end";

/** Its value: what a string, a quoted identifier or `name~` stands for; else the text. */
export type EqlToken = ValueToken<EqlTokenKind>;

/** Words that can be no plain field name. Lower case only: `AND` is an identifier. */
// biome-ignore format: table
export const KEYWORDS: ReadonlySet<string> = new Set([
  "and", "any", "by", "false", "in", "join", "like", "maxspan", "not", "null", "of", "or",
  "regex", "sample", "sequence", "true", "until", "where", "with",
]);

/** Keywords that a `~` right behind makes case-insensitive. */
export const FOLDING_KEYWORDS: ReadonlySet<string> = new Set(["in", "like", "regex"]);

/** `=` is only for `maxspan=` and `runs=`. */
// biome-ignore format: table
export const OPERATORS: ReadonlySet<string> = new Set([
  "![", "==", "!=", "<=", ">=",
  "<", ">", "=", ":", "?", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", ".", "|",
]);

const IDENTIFIER = /^[A-Za-z_@][A-Za-z0-9_]*$/;

/** A name part that needs no backticks. */
export const isPlainName = (part: string): boolean => IDENTIFIER.test(part) && !KEYWORDS.has(part);
