import { analyze } from "../../event/analyze.ts";
import { parseIp } from "../../event/ip.ts";
import type { Json, JsonObject, Scalar } from "../../event/json.ts";
import { METADATA_KEYS } from "../../event/metadata.ts";
import type { AnyFieldPredicate } from "../../plan/predicate.ts";
import { holdsTokens } from "./tokens.ts";
import { fitsWildcard } from "./wildcard.ts";

export function findsAnywhere(predicate: AnyFieldPredicate, document: JsonObject): boolean {
  const leaves = leavesOf(document);
  const inText = predicate.textFields.some((path) =>
    matchesText(
      predicate,
      leaves.filter((leaf) => leaf.path === path).map((leaf) => leaf.value),
    ),
  );
  return inText || leaves.some(({ path, value }) => !predicate.textFields.includes(path) && matchesValue(predicate, value));
}

function matchesText({ text, mode }: AnyFieldPredicate, values: readonly Scalar[]): boolean {
  if (mode !== "pattern") return holdsTokens(analyze(text), mode === "phrase" ? "phrase" : "or", 0, values);
  return values.some((value) => analyze(String(value)).some((token) => fitsWildcard(text.toLowerCase(), token)));
}

function matchesValue({ text, mode }: AnyFieldPredicate, value: Scalar): boolean {
  if (mode === "pattern") return typeof value === "string" && fitsWildcard(text, value);
  if (typeof value === "number") return text.trim() !== "" && Number(text) === value;
  if (typeof value === "boolean") return text === String(value);
  return value === text || (parseIp(text) !== undefined && parseIp(value) === parseIp(text));
}

interface Leaf {
  readonly path: string;
  readonly value: Scalar;
}

function leavesOf(document: JsonObject): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const open: { path: string; value: Json }[] = Object.entries(document)
    .filter(([key]) => !METADATA_KEYS.has(key))
    .map(([path, value]) => ({ path, value }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, value } = next;
    if (Array.isArray(value)) open.push(...value.map((member) => ({ path, value: member })).reverse());
    else if (typeof value !== "object") leaves.push({ path, value });
    else if (value !== null) open.push(...Object.entries(value).map(([key, inner]) => ({ path: `${path}.${key}`, value: inner })));
  }
  return leaves;
}
