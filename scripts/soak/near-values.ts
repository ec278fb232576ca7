import type { FieldType } from "../../src/event/field-type.ts";
import type { Json, Scalar } from "../../src/event/json.ts";
import type { Predicate, RangePredicate } from "../../src/plan/predicate.ts";
import type { Random } from "./random.ts";

/** Values that no rule asks for, of every kind and odd. */
export const STRAY: readonly Json[] = [
  "x",
  "",
  " ",
  "É",
  "ß",
  "\u0130",
  "\u212a",
  "e\u0301",
  "😀",
  "\ud800",
  "\u0000",
  '"\\/\n',
  "*",
  "?",
  0,
  -0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  "9007199254740993",
  "1.0",
  "true",
  true,
  false,
  null,
  [],
  [[]],
  {},
  [{}],
  [null],
  "10.0.0.1",
  "::ffff:10.0.0.1",
  "2024-01-01T00:00:00Z",
  1_704_067_200_000,
  "x".repeat(1_025),
];

const FILLINGS: readonly string[] = ["", "a", "\\", "/tmp/", "C:\\Users\\", "é", " ", "0", "😀", "*", "\n"];

/** A value that the test of a field nearly takes. */
export function valueNear(predicate: Predicate, field: FieldType, random: Random): Json {
  if (random.oneIn(20)) return random.pick(STRAY);
  return vary(plainValue(predicate, field, random), random);
}

function plainValue(predicate: Predicate, field: FieldType, random: Random): Json {
  switch (predicate.kind) {
    case "term":
      return predicate.value;
    case "terms":
      return random.pick(predicate.values);
    case "wildcard":
      return fillStars(random.pick(predicate.patterns), random);
    case "regexp":
      return fillRegexp(random.pick(predicate.patterns), random);
    case "prefix":
    case "fuzzy":
      return predicate.value + random.pick(FILLINGS);
    case "cidr":
      return addressNear(random.pick(predicate.blocks), random);
    case "text":
      return words(predicate.tokens, random);
    case "wordsIn":
      return words(random.pick(predicate.texts).split(" "), random);
    case "range":
      return numberNear(predicate, field, random);
    default:
      return random.pick(STRAY);
  }
}

export const fillStars = (pattern: string, random: Random): string =>
  pattern
    .replaceAll("*", () => random.pick(FILLINGS))
    .replaceAll("?", "b")
    .replaceAll("\\\\", "\\");

/** The expression with its plainest parts chosen: near what it takes, not always within. */
export const fillRegexp = (pattern: string, random: Random): string =>
  pattern
    .replaceAll(/\.[*+]/g, () => random.pick(FILLINGS))
    .replaceAll(/\(([^()|]*)\|[^()]*\)/g, "$1")
    .replaceAll(/\[([^\]\\])[^\]]*\][*+?]?/g, "$1")
    .replaceAll(/\\(.)/g, "$1");

const words = (tokens: readonly string[], random: Random): string =>
  (random.oneIn(4) ? tokens.toReversed() : tokens).filter(() => !random.oneIn(10)).join(random.pick([" ", "-", ", ", "  x ", "\t"]));

/** The first address of a block, one in it perhaps, the one before it, or in another notation. */
function addressNear(block: string, random: Random): string {
  const first = block.split(/[/-]/)[0] ?? "";
  const near = (change: number): string => first.replace(/\d+$/, (last) => String(Number(last) + change));
  return random.pick([first, first, near(1), near(-1), near(7), `::ffff:${first}`, first.toUpperCase(), ` ${first}`]);
}

const DAY = 86_400_000;

function numberNear({ bounds }: RangePredicate, field: FieldType, random: Random): Scalar {
  const bound = random.pick(bounds).value;
  const change = random.pick([0, 0, 1, -1, 0.5, -0.5]);
  if (typeof bound === "number") return bound + change;
  if (typeof bound === "object") return new Date(Date.UTC(2026, 0, 1) + (random.below(60) - 45) * DAY).toISOString();
  if (field.kind !== "date" || Number.isNaN(Date.parse(String(bound)))) return bound;
  return new Date(Date.parse(String(bound)) + change * 2).toISOString();
}

/** In another case, in another kind, in a list, or with something more. */
export function vary(value: Json, random: Random): Json {
  if (value === null || typeof value === "object") return value;
  const changed = random.oneIn(3) ? changeScalar(value, random) : value;
  if (!random.oneIn(8)) return changed;
  const stray = random.pick(STRAY);
  return random.pick<Json>([
    [changed, stray],
    [stray, changed],
    [changed, changed],
    [null, changed],
    [[changed]],
    [changed, changeScalar(value, random)],
  ]);
}

function changeScalar(value: Scalar, random: Random): Scalar {
  if (typeof value === "boolean") return random.pick([String(value), !value, value ? 1 : 0]);
  if (typeof value === "number") return random.pick([String(value), value + 0.5, value + 1, -value, `${value}.0`, ` ${value}`]);
  const at = random.below(value.length + 1);
  switch (random.below(8)) {
    case 0:
      return value.toUpperCase();
    case 1:
      return value.toLowerCase();
    case 2:
      return value.slice(0, at) + value.slice(at + 1);
    case 3:
      return value.slice(0, at) + random.pick(FILLINGS) + value.slice(at);
    case 4:
      return value + random.pick(FILLINGS);
    case 5:
      return lookalike(value, random);
    case 6:
      return Number.isNaN(Number(value)) ? swapOne(value, at) : Number(value);
    default:
      return random.oneIn(20) ? value + "x".repeat(random.pick([1_000, 1_024, 5_000])) : swapOne(value, at);
  }
}

/** One letter in its other case. */
function swapOne(value: string, at: number): string {
  const letter = value.charAt(at);
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return value.slice(0, at) + other + value.slice(at + 1);
}

/** With letters that some foldings take for others: the Kelvin sign, the long s, the dotted I, a sharp s, a full-width a. */
const LOOKALIKES: readonly (readonly [string, string])[] = [
  ["k", "\u212a"],
  ["s", "\u017f"],
  ["i", "\u0130"],
  ["ss", "ß"],
  ["a", "\uff41"],
  ["e", "\u0435"],
];

function lookalike(value: string, random: Random): string {
  const [plain, odd] = random.pick(LOOKALIKES);
  return value.replace(plain, odd);
}
