import { type FieldType, familyOf } from "../../event/field-type.ts";
import { foldAscii } from "../../event/fold.ts";
import { parseRegexp } from "../../patterns/regexp.ts";
import { parseWildcard, type Segments } from "../../patterns/wildcard-pattern.ts";
import type { EsqlCall, EsqlExpr } from "../../plan/esql.ts";
import type { EsqlTruePredicate, FuzzyPredicate } from "../../plan/predicate.ts";
import type { LeafPredicate } from "../cost.ts";
import { loosen } from "./loosen.ts";

/** What a predicate asks of the texts of a field that are all ASCII, as patterns. */
export interface LooseTexts {
  readonly field: FieldType;
  /** A–Z stand for a–z, which the patterns have. */
  readonly fold: boolean;
  readonly patterns: readonly Segments[];
  /** `some`: one pattern fits a value wherever the predicate holds. `none`: it does not hold where one fits the field's only value. */
  readonly fits: "some" | "none";
}

/** Undefined where nothing is known of texts. */
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

/** Patterns, whether texts are folded for them, and whether they fit exactly the texts that are asked for. */
interface Asked extends Pick<LooseTexts, "patterns" | "fold"> {
  readonly exact: boolean;
}

function looseExpression({ value, fields }: EsqlTruePredicate): LooseTexts | undefined {
  const denied = value.kind === "call" ? deniedBy(value) : undefined;
  const call = denied ?? value;
  if (call.kind !== "call") return undefined;
  const test = ofLength(call) ?? ofPlace(call) ?? ofTexts(call);
  const subject = test && subjectOf(test.of);
  const field = fields.find(({ name, type }) => name === subject?.column && (type === "keyword" || type === "text"))?.field;
  const read = field && exactField(field);
  const asked = read && test?.asked(subject?.cased ?? asWritten);
  if (!asked || (denied && !asked.exact)) return undefined;
  return { field: read, fold: asked.fold, patterns: asked.patterns, fits: denied ? "none" : "some" };
}

/** What must not be true. */
function deniedBy(call: EsqlCall): EsqlExpr | undefined {
  if (call.name === "!=") return { ...call, name: "==" };
  return call.name === "not" ? call.args[0] : undefined;
}

/** A test of one text. */
interface TextTest {
  readonly of: EsqlExpr | undefined;
  asked(cased: (text: string) => string): Asked | undefined;
}

const asWritten = (text: string): string => text;

/** `LENGTH(text) >= n` */
function ofLength({ name, args: [length, bound] }: EsqlCall): TextTest | undefined {
  const least = leastOf(name, bound);
  if (length?.kind !== "call" || length.name !== "length" || least === undefined || least > MOST_LENGTH) return undefined;
  return { of: length.args[0], asked: () => ({ patterns: [[least === 0 ? [] : [least], []]], fold: true, exact: true }) };
}

const MOST_LENGTH = 16_000;

/** What a number must at least be that is more than the bound, or no less. */
function leastOf(comparison: string, bound: EsqlExpr | undefined): number | undefined {
  if (bound?.kind !== "literal" || typeof bound.value !== "number" || bound.value < 0) return undefined;
  if (comparison === ">=") return Math.ceil(bound.value);
  return comparison === ">" ? Math.floor(bound.value) + 1 : undefined;
}

/** `LOCATE(text, part) > n`: the text has the part. */
function ofPlace({ name, args: [place, bound] }: EsqlCall): TextTest | undefined {
  const least = leastOf(name, bound);
  if (place?.kind !== "call" || place.name !== "locate" || !least) return undefined;
  const [of, part] = place.args;
  const text = part && textOf(part);
  if (!text) return undefined;
  return { of, asked: () => ({ patterns: [[[], [foldAscii(text)], []]], fold: true, exact: false }) };
}

function ofTexts({ name, args: [of, ...others] }: EsqlCall): TextTest | undefined {
  const texts = others.map(textOf);
  const known = texts.filter((text) => text !== undefined);
  if (known.length === 0 || known.length < texts.length) return undefined;
  return { of, asked: (cased) => askedOf(name, known, cased) };
}

/** The column whose text is compared, and the case that it is brought to. */
function subjectOf(
  of: EsqlExpr | undefined,
): { readonly column: string; readonly cased: ((text: string) => string) | undefined } | undefined {
  if (of?.kind === "column") return { column: of.name, cased: undefined };
  const cased = of?.kind === "call" ? CASES[of.name] : undefined;
  const [inner] = of?.kind === "call" ? of.args : [];
  return cased && inner?.kind === "column" ? { column: inner.name, cased } : undefined;
}

const CASES: Readonly<Record<string, (text: string) => string>> = {
  to_lower: (text) => text.toLowerCase(),
  to_upper: (text) => text.toUpperCase(),
};

/** Analysed text is read whole by ES|QL. */
function exactField(field: FieldType): FieldType | undefined {
  const family = familyOf(field.kind);
  if (family === "text") return { name: field.name, path: field.path, kind: "keyword" };
  return family === "string" && field.normalizer === undefined ? field : undefined;
}

const textOf = (value: EsqlExpr): string | undefined =>
  value.kind === "literal" && typeof value.value === "string" && (value.type === "keyword" || value.type === "text")
    ? value.value
    : undefined;

/** What is not in the case that texts are brought to is equal to none; patterns of such a text are left in, and are not exact. */
function askedOf(test: string, texts: readonly string[], cased: (text: string) => string): Asked | undefined {
  const [text = ""] = texts;
  const fold = cased !== asWritten;
  const folded = fold ? texts.map(foldAscii) : texts;
  const [first = ""] = folded;
  const exact = texts.every((each) => cased(each) === each);
  switch (test) {
    case "==":
    case "in":
      return { patterns: folded.map((each) => [literal(each)]), fold, exact };
    case "like":
      return { patterns: folded.map(parseWildcard), fold, exact };
    case "rlike":
      return expressions(texts);
    case "starts_with":
      return { patterns: [[literal(first), []]], fold, exact };
    case "ends_with":
      return { patterns: [[[], literal(first)]], fold, exact };
    case "contains":
      return text === "" ? undefined : { patterns: [[[], [first], []]], fold, exact };
    default:
      return undefined;
  }
}

const literal = (text: string): Segments[number] => (text === "" ? [] : [text]);

function expressions(texts: readonly string[]): Asked | undefined {
  const parsed = texts.map((text) => parseRegexp(text).ok);
  return parsed.every((expression) => expression !== undefined)
    ? { patterns: parsed.flatMap(loosen), fold: true, exact: false }
    : undefined;
}

/** Longer values have many texts that one edit makes of them. */
const MOST_EDITED = 24;

function looseFuzzy({ field, value, edits }: FuzzyPredicate): LooseTexts | undefined {
  const text = foldAscii(value);
  const isKnown = edits <= 1 && text.length > 1 && text.length <= MOST_EDITED && isAscii(text);
  return isKnown && familyOf(field.kind) === "string" ? { field, fold: true, patterns: [...edited(text)], fits: "some" } : undefined;
}

/** A character replaced, left out, swapped with the next one, or put in. */
function* edited(text: string): Generator<Segments> {
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    yield [around(before, after)];
    if (after === "") continue;
    yield [around(before, after.slice(1))];
    yield [literal(before + after.slice(1))];
    yield [literal(before + after.charAt(1) + after.charAt(0) + after.slice(2))];
  }
}

/** One character between two texts. */
const around = (before: string, after: string): Segments[number] => [...literal(before), 1, ...literal(after)];

const isAscii = (text: string): boolean => [...text].every((character) => character <= "\u007f");
