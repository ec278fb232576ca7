import type { FieldType } from "../../src/event/field-type.ts";
import type { Json, JsonObject, Scalar } from "../../src/event/json.ts";
import type { Predicate } from "../../src/plan/predicate.ts";
import type { Random } from "./random.ts";

/** Values that no rule asks for, of every kind and odd. */
const STRAY: readonly Json[] = [
  "x",
  "",
  "É",
  "\u212a",
  "😀",
  0,
  -1,
  1.5,
  2 ** 53,
  true,
  false,
  null,
  [],
  {},
  "10.0.0.1",
  "2024-01-01T00:00:00Z",
];

/** Makes events that satisfy rules nearly: most of what one of the predicates asks, some of what others do, and strays. */
export function createNearEvents(predicates: readonly Predicate[], random: Random): () => JsonObject {
  const fields = [...new Set(predicates.flatMap((predicate) => pathsOf(predicate)))];
  return () => {
    const event: JsonObject = {};
    satisfy(random.pick(predicates), random, event);
    if (random.oneIn(3)) satisfy(random.pick(predicates), random, event);
    if (random.oneIn(4)) put(event, random.pick(fields), random.pick(STRAY), random);
    return event;
  };
}

function pathsOf(predicate: Predicate): readonly string[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.items.flatMap(pathsOf);
    case "not":
      return pathsOf(predicate.item);
    default:
      return "field" in predicate ? [predicate.field.path] : [];
  }
}

/** Gives the event what the predicate asks, now and then something near it. */
function satisfy(predicate: Predicate, random: Random, event: JsonObject): void {
  switch (predicate.kind) {
    case "and":
      for (const item of predicate.items) if (!random.oneIn(12)) satisfy(item, random, event);
      return;
    case "or":
      satisfy(random.pick(predicate.items), random, event);
      return;
    case "not":
      if (random.oneIn(4)) satisfy(predicate.item, random, event);
      return;
    default:
      if ("field" in predicate) put(event, predicate.field.path, valueFor(predicate, predicate.field, random), random);
  }
}

function valueFor(predicate: Predicate, field: FieldType, random: Random): Json {
  if (random.oneIn(20)) return random.pick(STRAY);
  switch (predicate.kind) {
    case "term":
      return vary(predicate.value, random);
    case "terms":
      return vary(random.pick(predicate.values), random);
    case "wildcard":
      return vary(fillStars(random.pick(predicate.patterns), random), random);
    case "regexp":
      return vary(random.pick(predicate.patterns).replaceAll(".*", random.pick(FILLINGS)), random);
    case "prefix":
      return vary(predicate.value + random.pick(FILLINGS), random);
    case "cidr":
      return random.pick(predicate.blocks).split("/")[0] ?? "";
    case "range":
      return field.kind === "date" ? "2024-01-01T00:00:00Z" : random.below(100_000);
    default:
      return random.pick(STRAY);
  }
}

const FILLINGS: readonly string[] = ["", "a", "\\", "/tmp/", "C:\\Users\\", "é", " ", "0"];

const fillStars = (pattern: string, random: Random): string =>
  pattern
    .replaceAll("*", () => random.pick(FILLINGS))
    .replaceAll("?", "b")
    .replaceAll("\\\\", "\\");

/** In another case, in a list, or with something more. */
function vary(value: Scalar, random: Random): Json {
  const cased = typeof value === "string" && random.oneIn(3) ? swapCase(value, random) : value;
  if (random.oneIn(12)) return [cased, random.pick(STRAY.filter((stray) => typeof stray !== "object"))];
  return typeof cased === "string" && random.oneIn(12) ? cased + random.pick(FILLINGS) : cased;
}

const swapCase = (text: string, random: Random): string => (random.oneIn(2) ? text.toUpperCase() : text.toLowerCase());

/** Under one of the spellings of the path. */
function put(event: JsonObject, path: string, value: Json, random: Random): void {
  const segments = path.split(".");
  let at = event;
  while (segments.length > 1 && !random.oneIn(8)) {
    const key = segments.shift() as string;
    const next = at[key];
    if (next === undefined) at = at[key] = {};
    else if (typeof next === "object" && next !== null && !Array.isArray(next)) at = next;
    else return;
  }
  at[segments.join(".")] = value;
}
