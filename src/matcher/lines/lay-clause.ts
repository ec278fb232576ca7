import { foldAscii } from "../../event/fold.ts";
import { type FieldType, familyOf } from "../../event/field-type.ts";
import type { Scalar } from "../../event/json.ts";
import { literalTerm } from "../../event/terms.ts";
import { parseRegexp } from "../../patterns/regexp.ts";
import { lowerPattern } from "../../patterns/regexps.ts";
import { literalOf, parseWildcard, type Segments } from "../../patterns/wildcard-pattern.ts";
import type { Bound, PrefixPredicate, RangePredicate, RegexpPredicate, TermsPredicate, WildcardPredicate } from "../../plan/predicate.ts";
import type { LeafPredicate } from "../cost.ts";
import { v4RangesOf } from "../ip-ranges.ts";
import type { GraphWriter } from "./graph-writer.ts";
import { loosen } from "./loosen.ts";
import type { LooseTexts } from "./loose-texts.ts";
import { isAsciiPattern, writePattern } from "./lay-pattern.ts";

/** Kinds of clauses and their traits, as `assembly/clauses.ts` has them. */
const KIND = { exists: 4, texts: 5, numbers: 6, booleans: 7, addresses: 8, valued: 9, single: 10 } as const;
const FOLDS = 1;
const TEXTS_ONLY = 2;
const LOOSE = 4;
const WHOLE = 1;
const NO_LIMIT = -1;

/** Longer lists are left to the compiled predicates, which hash them. */
const MOST_TEXTS = 2_000;
const MOST_NUMBERS = 32;
const MOST_RANGES = 64;

type FieldLeaf = Extract<LeafPredicate, { readonly field: FieldType }>;

/** A test of one field: its kind and where it stands. */
export interface Clause {
  readonly kind: number;
  readonly at: number;
}

/** Writes a test that can be made on the bytes of a line; undefined where only the compiled predicate can tell. */
export function writeClause(leaf: LeafPredicate, pathOf: (field: FieldType) => number | undefined, to: GraphWriter): Clause | undefined {
  if (!("field" in leaf) || leaf.field.nullValue !== undefined) return undefined;
  const path = pathOf(leaf.field);
  if (path === undefined) return undefined;
  const head = headOf(path, leaf.field, to);
  return exactClause(leaf, head, to) ?? (leaf.kind === "exists" ? undefined : { kind: KIND.valued, at: to.words([...head, 0]) });
}

function exactClause(leaf: FieldLeaf, head: Head, to: GraphWriter): Clause | undefined {
  switch (leaf.kind) {
    case "exists":
      return hasValues(leaf.field) ? { kind: KIND.exists, at: to.words([...head, 0]) } : undefined;
    case "single":
      return isCompared(leaf.field) ? { kind: KIND.single, at: to.words([...head, 0]) } : undefined;
    case "term":
      return equality(leaf.field, [leaf.value], leaf.fold, head, to);
    case "terms":
      return equality(leaf.field, leaf.values, leaf.fold, head, to);
    case "wildcard":
      return wildcard(leaf, head, to);
    case "prefix":
      return texts(leaf, [[literal(normal(leaf.field, leaf.value, leaf.fold)), []]], head, to);
    case "regexp":
      return regexp(leaf, head, to);
    case "range":
      return range(leaf, head, to);
    case "cidr":
      return addresses(leaf.blocks, head, to);
    default:
      return undefined;
  }
}

/** Writes a test of whether a pattern fits a value; where `some` must, it tells only those that none fits. */
export function writeLooseClause(
  { field, fold, patterns, fits }: LooseTexts,
  pathOf: (field: FieldType) => number | undefined,
  to: GraphWriter,
): Clause | undefined {
  const path = field.nullValue === undefined ? pathOf(field) : undefined;
  if (path === undefined) return undefined;
  return texts({ field, fold }, patterns, headOf(path, field, to), to, fits === "some" ? LOOSE : 0);
}

/** Path and number among its tests, and how long the texts of the field may be. */
type Head = readonly [number, number];

/** Its values are texts that are told apart as they are written. */
const isCompared = ({ kind, normalizer }: FieldType): boolean => familyOf(kind) === "string" && normalizer === undefined;

const MOST_OF_PATH = 0xffff;

const headOf = (path: number, field: FieldType, to: GraphWriter): Head => [
  path | (Math.min(to.count(path), MOST_OF_PATH) << 16),
  field.ignoreAbove ?? NO_LIMIT,
];

/** Objects, and fields that no table knows, exist with what stands below them. */
const hasValues = ({ kind }: FieldType): boolean => familyOf(kind) !== "object" && kind !== "unknown";

const literal = (text: string): Segments[number] => (text === "" ? [] : [text]);

const normal = (field: FieldType, text: string, fold: boolean): string => {
  const plain = field.normalizer === "lowercase" ? text.toLowerCase() : text;
  return fold ? foldAscii(plain) : plain;
};

function equality(field: FieldType, values: TermsPredicate["values"], fold: boolean, head: Head, to: GraphWriter): Clause | undefined {
  const family = familyOf(field.kind);
  if (family === "string" || (family === "unknown" && values.every(isTextOnly))) {
    return texts(
      { field, fold },
      values.map((value) => [literal(normal(field, String(value), fold))]),
      head,
      to,
    );
  }
  const terms = values.map((value) => literalTerm(field, value)).filter((term) => term !== undefined);
  if (family === "integer" || field.kind === "double") {
    const whole = terms.filter((term) => typeof term === "number" && !Number.isNaN(term)) as number[];
    if (whole.length < terms.length || whole.length > MOST_NUMBERS) return undefined;
    return numbers(whole, [], family === "integer", head, to);
  }
  if (family === "boolean")
    return { kind: KIND.booleans, at: to.words([...head, 0, terms.includes(true) ? 1 : 0, terms.includes(false) ? 1 : 0]) };
  return family === "ip" ? addresses(values.filter((value) => literalTerm(field, value) !== undefined).map(String), head, to) : undefined;
}

/** Equal to texts alone, whatever a value of an unknown field may be. */
const isTextOnly = (value: Scalar): boolean =>
  typeof value === "string" && NUMBER_AND_BOOLEAN.every((field) => literalTerm(field, value) === undefined);

const NUMBER_AND_BOOLEAN: readonly FieldType[] = [
  { name: "", path: "", kind: "double" },
  { name: "", path: "", kind: "boolean" },
];

function wildcard({ field, patterns, fold }: WildcardPredicate, head: Head, to: GraphWriter): Clause | undefined {
  return texts(
    { field, fold },
    patterns.map((pattern) => parseWildcard(normal(field, pattern, fold))),
    head,
    to,
  );
}

/** Tells only which texts an expression does not fit. */
function regexp({ field, patterns }: RegexpPredicate, head: Head, to: GraphWriter): Clause | undefined {
  const loose: Segments[] = [];
  for (const pattern of patterns) {
    const { ok } = parseRegexp(field.normalizer ? lowerPattern(pattern) : pattern);
    if (!ok) return undefined;
    loose.push(...loosen(ok));
  }
  return texts({ field, fold: true }, loose, head, to, LOOSE);
}

/** Values of analysed text and of versions are not compared as they are written. */
function texts(
  { field, fold }: Pick<PrefixPredicate, "field" | "fold">,
  wanted: readonly Segments[],
  head: Head,
  to: GraphWriter,
  more = 0,
): Clause | undefined {
  const family = familyOf(field.kind);
  if ((family !== "string" && family !== "unknown") || wanted.length > MOST_TEXTS) return undefined;
  const literals = new Set<string>();
  const patterns: number[] = [];
  for (const segments of wanted) {
    if (!isAsciiPattern(segments)) continue;
    const text = literalOf(segments);
    const pattern = text === undefined ? writePattern(segments) : undefined;
    if (text !== undefined) literals.add(text);
    else if (pattern) patterns.push(to.raw(pattern));
    else return undefined;
  }
  const traits = (fold || field.normalizer ? FOLDS : 0) | (family === "unknown" ? TEXTS_ONLY : 0) | more;
  const table = tableOf([...literals], to);
  return { kind: KIND.texts, at: to.words([...head, traits, table.length - 1, ...table, patterns.length, ...patterns]) };
}

/** At least half of its places are free. */
function tableOf(literals: readonly string[], to: GraphWriter): readonly number[] {
  let size = 1;
  while (size < 2 * literals.length) size *= 2;
  const table = new Array<number>(size).fill(0);
  for (const text of literals) {
    let slot = sketch(text) & (size - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
    table[slot] = to.text(text);
  }
  return table;
}

/** As `assembly/clauses.ts` has it. */
function sketch(text: string): number {
  const { length } = text;
  const [first, middle, last] =
    length >= 4 ? [wordAt(text, 0), wordAt(text, (length >> 1) - 2), wordAt(text, length - 4)] : [shortWord(text), 0, 0];
  let hash = Math.imul(length, 0x9e3779b1);
  hash = Math.imul(hash ^ first, 0x85ebca6b);
  hash = Math.imul(rotate(hash) ^ middle, 0xc2b2ae35);
  hash = Math.imul(rotate(hash) ^ last, 0x27d4eb2f);
  return hash ^ (hash >>> 15);
}

const rotate = (hash: number): number => (hash << 13) | (hash >>> 19);

const wordAt = (text: string, at: number): number =>
  text.charCodeAt(at) | (text.charCodeAt(at + 1) << 8) | (text.charCodeAt(at + 2) << 16) | (text.charCodeAt(at + 3) << 24);

function shortWord(text: string): number {
  let word = 0;
  for (let i = 0; i < text.length; i++) word = (word << 8) | text.charCodeAt(i);
  return word;
}

const OPERATOR: Readonly<Record<Bound["op"], number>> = { lt: 0, lte: 1, gt: 2, gte: 3 };

/** Of numbers; those that are rounded when they are stored are left to the compiled predicate. */
function range({ field, bounds }: RangePredicate, head: Head, to: GraphWriter): Clause | undefined {
  const family = familyOf(field.kind);
  if ((family !== "integer" && field.kind !== "double") || bounds.length === 0) return undefined;
  const limits: [number, number][] = [];
  for (const { op, value } of bounds) {
    const limit = typeof value === "object" ? undefined : literalTerm(field, value);
    if (typeof limit !== "number" || Number.isNaN(limit)) return undefined;
    limits.push([limit, OPERATOR[op]]);
  }
  return numbers([], limits, family === "integer", head, to);
}

function numbers(
  equal: readonly number[],
  limits: readonly (readonly [number, number])[],
  whole: boolean,
  head: Head,
  to: GraphWriter,
): Clause {
  const operators = limits.map(([, operator]) => operator);
  const counts = [equal.length, limits.length];
  const at = to.doubles([...head, whole ? WHOLE : 0, ...counts, ...operators], [...equal, ...limits.map(([limit]) => limit)]);
  return { kind: KIND.numbers, at };
}

/** Of IPv4: others are not read from bytes. */
function addresses(blocks: readonly string[], head: Head, to: GraphWriter): Clause | undefined {
  if (blocks.length > MOST_RANGES) return undefined;
  const ranges = v4RangesOf(blocks);
  const bounds = ranges.flatMap(({ first, last }) => [first | 0, last | 0]);
  return { kind: KIND.addresses, at: to.words([...head, 0, ranges.length, ...bounds]) };
}
