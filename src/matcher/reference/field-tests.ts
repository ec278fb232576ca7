import { evaluateDateMath } from "../../event/date-math.ts";
import { type FieldKind, type FieldType, familyOf } from "../../event/field-type.ts";
import { parseIp, parseIpRange } from "../../event/ip.ts";
import type { Scalar } from "../../event/json.ts";
import { documentTerm, literalTerm, type Term } from "../../event/terms.ts";
import type {
  Bound,
  CidrPredicate,
  ExistsPredicate,
  FuzzyPredicate,
  PrefixPredicate,
  RangePredicate,
  RegexpPredicate,
  SinglePredicate,
  TermPredicate,
  TermsPredicate,
  WildcardPredicate,
} from "../../plan/predicate.ts";
import { lowerAscii, order } from "./comparison.ts";
import { distance } from "./distance.ts";
import { oncePer, remembered } from "./memo.ts";
import { type Judged, ofKind, type Reading } from "./reading.ts";
import { fitsRegexp } from "./regexp.ts";
import { fitsSymbols, symbolsOf } from "./wildcard.ts";

export function exists({ field }: ExistsPredicate, reading: Reading): boolean {
  const mayBeObject = familyOf(field.kind) === "object" || field.kind === "unknown";
  return mayBeObject ? reading.hasBelow(field) : reading.values(field).length > 0;
}

/** Numbers, dates, booleans and texts are counted one by one, other values once each. */
export function hasOneValue({ field }: SinglePredicate, reading: Reading): boolean {
  const family = familyOf(field.kind);
  if (family === "object") return false;
  const terms = reading
    .values(field)
    .map((value) => documentTerm(field, value))
    .filter((term) => term !== undefined);
  const countsRepeats = family === "text" || family === "integer" || family === "decimal" || family === "date" || family === "boolean";
  return (countsRepeats ? terms.length : new Set(terms).size) === 1;
}

/** One value equals one of the literals. */
export function matchesTerms(predicate: TermPredicate | TermsPredicate, reading: Reading): boolean {
  const values = reading.judged(predicate.field);
  return values.length > 0 && literalsOf(predicate).some((literal) => values.some((judged) => equals(judged, literal, predicate.fold)));
}

const literalsOf = oncePer((predicate: TermPredicate | TermsPredicate): readonly Literal[] =>
  (predicate.kind === "term" ? [predicate.value] : predicate.values).map((value) => new Literal(value)),
);

/** A literal of a query, and what it is in each kind that the field's values have. */
class Literal {
  readonly text: string;
  readonly lowered: string;
  private readonly value: Scalar;
  private readonly terms = new Map<FieldKind, Term | undefined>();

  constructor(value: Scalar) {
    this.value = value;
    this.text = String(value);
    this.lowered = lowerAscii(this.text);
  }

  in(field: FieldType): Term | undefined {
    return remembered(this.terms, field.kind, () => literalTerm(field, this.value));
  }
}

function equals({ field, term, texts, lowered }: Judged, literal: Literal, fold: boolean): boolean {
  const family = familyOf(field.kind);
  if (family === "object") return false;
  if (family === "text") return texts.includes(fold ? literal.lowered : literal.text);
  const wanted = literal.in(field);
  if (term === undefined || wanted === undefined) return false;
  if (fold && family === "string") return lowered[0] === lowerAscii(String(wanted));
  return typeof term === "string" && typeof wanted === "string" ? term === wanted : order(term, wanted) === 0;
}

export function inRange({ field, bounds }: RangePredicate, reading: Reading): boolean {
  const moving = bounds.some(({ value }) => typeof value === "object");
  const dated = moving && field.kind === "unknown" ? ofKind(field, "date") : field;
  if (moving && familyOf(dated.kind) !== "date") return false;
  return reading
    .judged(dated)
    .some((judged) => comparableOf(judged).some((term) => bounds.every((bound) => isWithin(term, bound, judged.field, reading.now))));
}

/** Analysed text is compared token by token. */
function comparableOf({ field, term, texts }: Judged): readonly Term[] {
  const family = familyOf(field.kind);
  if (family === "object") return [];
  if (family === "text") return texts;
  return term === undefined ? [] : [term];
}

function isWithin(term: Term, { op, value }: Bound, field: FieldType, now?: number): boolean {
  const edge = edgeOf(value, field, now);
  if (edge === undefined) return false;
  const where = order(term, edge);
  return op === "lt" ? where < 0 : op === "lte" ? where <= 0 : op === "gt" ? where > 0 : where >= 0;
}

function edgeOf(value: Bound["value"], field: FieldType, now?: number): Term | undefined {
  if (typeof value === "object") return now === undefined ? undefined : evaluateDateMath(value.dateMath, now, value.roundUp, field.formats);
  return familyOf(field.kind) === "text" ? String(value) : literalTerm(field, value);
}

export function matchesWildcard(predicate: WildcardPredicate, reading: Reading): boolean {
  const { field, fold } = predicate;
  return someText(field, fold, reading, (text) => patternsOf(predicate).some((symbols) => fitsSymbols(symbols, reading.points(text))));
}

const patternsOf = oncePer(({ field, patterns, fold }: WildcardPredicate) =>
  patterns.map((pattern) => symbolsOf(normal(field, pattern, fold))),
);

export function startsWith({ field, value, fold }: PrefixPredicate, reading: Reading): boolean {
  const start = normal(field, value, fold);
  return someText(field, fold, reading, (text) => text.startsWith(start));
}

export function matchesRegexp({ field, patterns, fold }: RegexpPredicate, reading: Reading): boolean {
  return someText(field, false, reading, (text) =>
    patterns.some((pattern) => fitsRegexp(field.normalizer === "lowercase" ? lowerUnescaped(pattern) : pattern, text, fold)),
  );
}

export function isNear({ field, value, edits, prefix }: FuzzyPredicate, reading: Reading): boolean {
  const wanted = Array.from(normal(field, value, false));
  const head = wanted.slice(0, prefix).join("");
  const tail = wanted.slice(prefix).join("");
  return someText(field, false, reading, (text) => text.startsWith(head) && distance(text.slice(head.length), tail) <= edits);
}

export function inBlocks(predicate: CidrPredicate, reading: Reading): boolean {
  return reading.values(predicate.field).some((value) => {
    const address = typeof value === "string" ? parseIp(value) : undefined;
    return address !== undefined && rangesOf(predicate).some((range) => range && range.first <= address && address <= range.last);
  });
}

const rangesOf = oncePer(({ blocks }: CidrPredicate) => blocks.map((block) => parseIpRange(block)));

/** Whether one text of the field fits; `fold`: with A–Z in lower case. */
function someText(field: FieldType, fold: boolean, reading: Reading, fits: (text: string) => boolean): boolean {
  return reading.judged(field).some(({ texts, lowered }) => (fold ? lowered : texts).some(fits));
}

function normal(field: FieldType, text: string, fold: boolean): string {
  const lowered = field.normalizer === "lowercase" ? text.toLowerCase() : text;
  return fold ? lowerAscii(lowered) : lowered;
}

/** In lower case but for what stands behind a backslash. */
function lowerUnescaped(pattern: string): string {
  const characters = Array.from(pattern);
  let lowered = "";
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string;
    lowered += character === "\\" ? character + (characters[++i] ?? "") : character.toLowerCase();
  }
  return lowered;
}
