import { type FieldType, familyOf } from "../../event/field-type.ts";
import { foldAscii } from "../../event/fold.ts";
import { parseRegexp } from "../../patterns/regexp.ts";
import { parseWildcard, type Segments } from "../../patterns/wildcard-pattern.ts";
import type { EsqlExpr } from "../../plan/esql.ts";
import type { EsqlTruePredicate, FuzzyPredicate } from "../../plan/predicate.ts";
import type { LeafPredicate } from "../cost.ts";
import { loosen } from "./loosen.ts";

/** Texts of a field, as patterns in lower case. */
export interface LooseTexts {
  readonly field: FieldType;
  readonly patterns: readonly Segments[];
}

/**
 * Patterns of which one fits a value of the field wherever the predicate holds of values that are all ASCII; they may fit
 * others as well. Undefined where nothing is known of that.
 */
export function looseTexts(predicate: LeafPredicate): LooseTexts | undefined {
  switch (predicate.kind) {
    case "esqlTrue":
      return looseExpression(predicate);
    case "fuzzy":
      return looseFuzzy(predicate);
    default:
      return undefined;
  }
}

function looseExpression({ value, fields }: EsqlTruePredicate): LooseTexts | undefined {
  if (value.kind !== "call") return undefined;
  const [subject, ...others] = positionOf(value) ?? value.args;
  const column = subject && columnOf(subject);
  const field = fields.find(({ name, type }) => name === column && type === "keyword")?.field;
  const exact = field && exactField(field);
  const patterns = exact && patternsOf(value.name, others.map(textOf));
  return patterns && { field: exact, patterns };
}

/** `LOCATE(text, part) > n` says that the text has the part. */
function positionOf({ name, args }: EsqlExpr & { readonly kind: "call" }): readonly EsqlExpr[] | undefined {
  const [position, bound] = args;
  if (name !== ">" || position?.kind !== "call" || position.name !== "locate") return undefined;
  return bound?.kind === "literal" && typeof bound.value === "number" && bound.value >= 0 ? position.args.slice(0, 2) : undefined;
}

/** The column whose value is compared, in either case. */
function columnOf(subject: EsqlExpr): string | undefined {
  if (subject.kind === "column") return subject.name;
  const [inner] = subject.kind === "call" && (subject.name === "to_lower" || subject.name === "to_upper") ? subject.args : [];
  return inner?.kind === "column" ? inner.name : undefined;
}

/** Analysed text is read whole by ES|QL. */
function exactField(field: FieldType): FieldType | undefined {
  const family = familyOf(field.kind);
  if (family === "text") return { name: field.name, path: field.path, kind: "keyword" };
  return family === "string" ? field : undefined;
}

const textOf = (value: EsqlExpr): string | undefined =>
  value.kind === "literal" && typeof value.value === "string" && (value.type === "keyword" || value.type === "text")
    ? value.value
    : undefined;

/** `>` stands for the position of a part. */
function patternsOf(test: string, texts: readonly (string | undefined)[]): readonly Segments[] | undefined {
  const known = texts.filter((text) => text !== undefined);
  const folded = known.map(foldAscii);
  const [text] = folded;
  if (text === undefined || known.length < texts.length) return undefined;
  switch (test) {
    case "==":
    case "in":
      return folded.map((each) => [literal(each)]);
    case "like":
      return folded.map(parseWildcard);
    case "rlike":
      return expressions(known);
    case "starts_with":
      return [[literal(text), []]];
    case "ends_with":
      return [[[], literal(text)]];
    case "contains":
    case ">":
      return text === "" ? undefined : [[[], [text], []]];
    default:
      return undefined;
  }
}

const literal = (text: string): Segments[number] => (text === "" ? [] : [text]);

function expressions(texts: readonly string[]): readonly Segments[] | undefined {
  const parsed = texts.map((text) => parseRegexp(text).ok);
  return parsed.every((expression) => expression !== undefined) ? parsed.flatMap(loosen) : undefined;
}

/** One edit leaves one half as it is, or swaps the characters where the halves meet. */
function looseFuzzy({ field, value, edits }: FuzzyPredicate): LooseTexts | undefined {
  const text = foldAscii(value);
  const middle = text.length >> 1;
  if (edits > 1 || middle === 0 || familyOf(field.kind) !== "string" || !isAscii(text)) return undefined;
  const [before, after] = [text.slice(0, middle), text.slice(middle)];
  const swapped = before.slice(0, -1) + after.charAt(0) + before.slice(-1) + after.slice(1);
  return { field, patterns: [[[before], []], [[], [after]], [[swapped]]] };
}

const isAscii = (text: string): boolean => [...text].every((character) => character <= "\u007f");
