import { analyze } from "../event/analyze.ts";
import { type FieldTable, type FieldType, familyOf } from "../event/field-type.ts";
import { anyFieldQuery } from "./any-field.ts";
import { anyOf } from "./combine.ts";
import { type FieldQuery, prefixQuery, wildcardQuery } from "./field-query.ts";
import type { Predicate } from "./predicate.ts";
import { escapeWildcard } from "./wildcard.ts";

/**
 * A word with wildcards as Elasticsearch's `query_string` runs it with `analyze_wildcard`: on text, words apart are
 * conditions of their own (any of them), and a word with a `*` at its end only is analysed first (`foo-ba*` is `foo`
 * or `ba*`). Every other kind: the whole value fits the pattern.
 * @param pieces the texts between the `*`s
 */
export function wordPatternQuery(field: FieldType, pieces: readonly string[]): FieldQuery {
  const pattern = pieces.map(escapeWildcard).join("*");
  if (familyOf(field.kind) !== "text") return wildcardQuery(field, pattern);
  const items = splitWords(pieces)
    .map((word) => textWord(field, word))
    .filter((item) => item !== undefined);
  return anyOf(items);
}

/** A word with wildcards over all fields: words apart are conditions of their own, any of them. */
export function freePatternQuery(fields: FieldTable, pieces: readonly string[]): Predicate {
  return anyOf(splitWords(pieces).map((word) => anyFieldQuery(fields, ...modeOf(word))));
}

const modeOf = (word: readonly string[]): [string, "match" | "pattern"] =>
  word.length === 1 ? [word[0] as string, "match"] : [word.map(escapeWildcard).join("*"), "pattern"];

function textWord(field: FieldType, pieces: readonly string[]): FieldQuery {
  const [first = ""] = pieces;
  const isPrefix = pieces.length === 2 && pieces[1] === "" && first !== "";
  if (pieces.length > 1 && !isPrefix) return wildcardQuery(field, pieces.map(escapeWildcard).join("*"));
  const tokens = analyze(first);
  const prefix = isPrefix ? tokens.pop() : undefined;
  const words: FieldQuery = tokens.length === 0 ? undefined : { kind: "text", field, tokens, operator: "or", slop: 0 };
  const last = prefix === undefined ? undefined : prefixQuery(field, prefix);
  return words && last ? { kind: "or", items: [words, last] } : (words ?? last);
}

/** Splits the pieces of a pattern into those of its blank-separated words. */
function splitWords(pieces: readonly string[]): readonly (readonly string[])[] {
  const words: string[][] = [[]];
  for (const piece of pieces) {
    const [first = "", ...more] = piece.split(/\s+/);
    (words.at(-1) as string[]).push(first);
    for (const part of more) words.push([part]);
  }
  return words.filter((word) => word.length > 1 || word[0] !== "");
}
