import { evaluateDateMath } from "../../event/date-math.ts";
import { type FieldType, familyOf } from "../../event/field-type.ts";
import { parseIp, parseIpRange } from "../../event/ip.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { compileHasBelow } from "../../event/path.ts";
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
  WildcardPredicate,
} from "../../plan/predicate.ts";
import { lowerAscii, order } from "./comparison.ts";
import { distance } from "./distance.ts";
import { type Judged, judgedValues, ofKind, textsOf, valuesOf } from "./field-values.ts";
import { fitsRegexp } from "./regexp.ts";
import { fitsWildcard } from "./wildcard.ts";

export function exists({ field }: ExistsPredicate, document: JsonObject): boolean {
  const mayBeObject = familyOf(field.kind) === "object" || field.kind === "unknown";
  return mayBeObject ? compileHasBelow(field.path)(document) : valuesOf(field, document).length > 0;
}

/** Numbers, dates, booleans and texts are counted one by one, other values once each. */
export function hasOneValue({ field }: SinglePredicate, document: JsonObject): boolean {
  const family = familyOf(field.kind);
  if (family === "object") return false;
  const terms = valuesOf(field, document)
    .map((value) => documentTerm(field, value))
    .filter((term) => term !== undefined);
  const countsRepeats = family === "text" || family === "integer" || family === "decimal" || family === "date" || family === "boolean";
  return (countsRepeats ? terms.length : new Set(terms).size) === 1;
}

export function matchesTerm(field: FieldType, literal: Scalar, fold: boolean, document: JsonObject): boolean {
  return judgedValues(field, document).some((judged) => {
    const family = familyOf(judged.field.kind);
    if (family === "object") return false;
    if (family === "text") return textsOf(judged).includes(fold ? lowerAscii(String(literal)) : String(literal));
    const [given, wanted] = [documentTerm(judged.field, judged.value), literalTerm(judged.field, literal)];
    if (given === undefined || wanted === undefined) return false;
    if (fold && family === "string") return lowerAscii(String(given)) === lowerAscii(String(wanted));
    return order(given, wanted) === 0;
  });
}

export function inRange({ field, bounds }: RangePredicate, document: JsonObject, now?: number): boolean {
  const moving = bounds.some(({ value }) => typeof value === "object");
  const dated = moving && field.kind === "unknown" ? ofKind(field, "date") : field;
  if (moving && familyOf(dated.kind) !== "date") return false;
  return judgedValues(dated, document).some((judged) =>
    comparableOf(judged).some((term) => bounds.every((bound) => isWithin(term, bound, judged.field, now))),
  );
}

/** Analysed text is compared token by token. */
function comparableOf(judged: Judged): readonly Term[] {
  const family = familyOf(judged.field.kind);
  if (family === "object") return [];
  if (family === "text") return textsOf(judged);
  const term = documentTerm(judged.field, judged.value);
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

export function matchesWildcard({ field, patterns, fold }: WildcardPredicate, document: JsonObject): boolean {
  return someText(field, document, (text) =>
    patterns.some((pattern) => fitsWildcard(normal(field, pattern, fold), fold ? lowerAscii(text) : text)),
  );
}

export function startsWith({ field, value, fold }: PrefixPredicate, document: JsonObject): boolean {
  return someText(field, document, (text) => (fold ? lowerAscii(text) : text).startsWith(normal(field, value, fold)));
}

export function matchesRegexp({ field, patterns, fold }: RegexpPredicate, document: JsonObject): boolean {
  return someText(field, document, (text) =>
    patterns.some((pattern) => fitsRegexp(field.normalizer === "lowercase" ? lowerUnescaped(pattern) : pattern, text, fold)),
  );
}

export function isNear({ field, value, edits, prefix }: FuzzyPredicate, document: JsonObject): boolean {
  const wanted = Array.from(normal(field, value, false));
  const head = wanted.slice(0, prefix).join("");
  const tail = wanted.slice(prefix).join("");
  return someText(field, document, (text) => text.startsWith(head) && distance(text.slice(head.length), tail) <= edits);
}

export function inBlocks({ field, blocks }: CidrPredicate, document: JsonObject): boolean {
  return valuesOf(field, document).some((value) => {
    const address = typeof value === "string" ? parseIp(value) : undefined;
    return (
      address !== undefined &&
      blocks.some((block) => {
        const range = parseIpRange(block);
        return range !== undefined && range.first <= address && address <= range.last;
      })
    );
  });
}

function someText(field: FieldType, document: JsonObject, fits: (text: string) => boolean): boolean {
  return judgedValues(field, document).some((judged) => textsOf(judged).some(fits));
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
