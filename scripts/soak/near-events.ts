import type { FieldType } from "../../src/event/field-type.ts";
import type { Json, JsonObject, Scalar } from "../../src/event/json.ts";
import type { EsqlExpr, Predicate } from "../../src/plan/predicate.ts";
import type { ValueExpr } from "../../src/plan/value.ts";
import { STRAY, valueNear, vary } from "./near-values.ts";
import type { Random } from "./random.ts";

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
      for (const item of predicate.items) if (!random.oneIn(16)) satisfy(item, random, event);
      return;
    case "or":
      satisfy(random.pick(predicate.items), random, event);
      return;
    case "not":
      if (random.oneIn(4)) satisfy(predicate.item, random, event);
      return;
    case "nested":
      return satisfy(predicate.item, random, event);
    case "script":
      return fill(readsOf(predicate.value), random, event);
    case "esqlTrue":
      return fill({ fields: predicate.fields.map(({ field }) => field), literals: esqlLiterals(predicate.value) }, random, event);
    default:
      if ("field" in predicate) put(event, predicate.field.path, valueNear(predicate, predicate.field, random), random);
  }
}

/** The fields that an expression reads and the values that it names. */
interface Reads {
  readonly fields: readonly FieldType[];
  readonly literals: readonly string[];
}

/** Any of the expression's values in each of its fields: what fits where is left to chance. */
function fill({ fields, literals }: Reads, random: Random, event: JsonObject): void {
  for (const { path } of fields) {
    if (random.oneIn(10)) continue;
    const written = literals.length === 0 || random.oneIn(4) ? random.pick(STRAY) : random.pick(literals).replaceAll(/\.?\*/g, "a");
    const number = typeof written === "string" && written.trim() !== "" ? Number(written) : Number.NaN;
    put(event, path, vary(Number.isNaN(number) ? written : number, random), random);
    if (random.oneIn(3) && literals.length > 1) put(event, path, literals.filter(() => !random.oneIn(3)).join(" "), random);
  }
}

function readsOf(expression: ValueExpr): Reads {
  const among = (items: readonly ValueExpr[], literals: readonly (Scalar | null)[] = []): Reads => {
    const parts = items.map(readsOf);
    return {
      fields: parts.flatMap(({ fields }) => fields),
      literals: [...parts.flatMap((part) => part.literals), ...literals.map(String)],
    };
  };
  switch (expression.kind) {
    case "literal":
      return among([], [expression.value]);
    case "field":
      return { fields: [expression.field], literals: [] };
    case "call":
      return among(expression.args);
    case "logic":
      return among(expression.items);
    case "arithmetic":
    case "compare":
      return among([expression.left, expression.right]);
    case "in":
      return among([expression.item], expression.values);
    case "like":
    case "regex":
      return among([expression.item], expression.patterns);
    case "negate":
    case "isNull":
    case "notValue":
      return among([expression.item]);
  }
}

function esqlLiterals(expression: EsqlExpr): readonly string[] {
  if (expression.kind === "call") return expression.args.flatMap(esqlLiterals);
  return expression.kind === "literal" ? [expression.value].flat().map(String) : [];
}

/** Under one of the spellings of the path, now and then under two, or within lists of objects. */
function put(event: JsonObject, path: string, value: Json, random: Random): void {
  const segments = path.split(".");
  let at = event;
  while (segments.length > 1 && !random.oneIn(8)) {
    const next = within(at, segments.shift() as string, random);
    if (!next) return;
    at = next;
  }
  at[segments.join(".")] = value;
  if (random.oneIn(40)) put(event, path, vary(value, random), random);
}

/** The object under a key, made where there is none; undefined where something else stands there. */
function within(at: JsonObject, key: string, random: Random): JsonObject | undefined {
  const next = at[key];
  if (next === undefined) {
    const made: JsonObject = {};
    at[key] = random.oneIn(40) ? random.pick<Json>([[made], [made, random.pick(STRAY)], [{}, made], [[made]]]) : made;
    return made;
  }
  const inner = Array.isArray(next) ? next.flat().find((member) => typeof member === "object" && member !== null) : next;
  return typeof inner === "object" && inner !== null && !Array.isArray(inner) ? inner : undefined;
}
