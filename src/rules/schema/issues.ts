import type { z } from "zod";
import { didYouMean } from "../../diagnostics/index.ts";
import { isJsonObject, type Json } from "../../event/json.ts";
import { joinPath } from "../read/places.ts";
import type { Finding } from "./finding.ts";
import { compileFits } from "./fits.ts";
import { shapeAt } from "./shape.ts";
import type { ValueFault } from "./values.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Everything a schema finds in a value that stands at `base`, each fault by itself. */
export function schemaFindings(schema: z.ZodType, value: Json, base: string): readonly Finding[] {
  if (compileFits(schema)(value)) return [];
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.flatMap((issue) => fromIssue(schema, value, base, issue));
}

function fromIssue(schema: z.ZodType, root: Json, base: string, issue: Issue): readonly Finding[] {
  const path = pathOf(base, issue.path);
  if (issue.code === "unrecognized_keys") return unknownKeys(schema, path, issue);
  const value = valueAt(root, issue.path);
  const label = `\`${labelOf(issue.path, base)}\``;
  if (value === undefined) return [{ code: "T1011", path, message: `${label} is missing`, hint: missingHint(issue) }];
  if (issue.code === "custom") {
    const { hint, severity } = (issue.params ?? {}) as ValueFault;
    return [{ code: "T1015", path, message: `${label} must ${issue.message}`, hint, ...(severity && { severity }) }];
  }
  const { code, message, hint } = told(issue, value);
  return [{ code, path, message: `${label} must ${message}`, hint }];
}

/** What a value must be, by the kind of issue. */
function told(issue: Issue, value: Json): { code: "T1012" | "T1013" | "T1014"; message: string; hint?: string | undefined } {
  switch (issue.code) {
    case "invalid_value":
      return {
        code: "T1013",
        message: `be ${listed(issue.values)}, not ${shown(value)}`,
        hint: didYouMean(String(value), issue.values.map(String)),
      };
    case "too_small":
      return { code: "T1014", message: bound(issue.origin, "at least", issue.minimum) };
    case "too_big":
      return { code: "T1014", message: bound(issue.origin, "at most", issue.maximum) };
    case "invalid_type":
      return { code: "T1012", message: `be ${TYPE_NAMES[issue.expected] ?? issue.expected}, not ${typeName(value)}` };
    default:
      return { code: "T1012", message: issue.message };
  }
}

function unknownKeys(schema: z.ZodType, path: string, issue: Issue & { code: "unrecognized_keys" }): readonly Finding[] {
  const known = Object.keys(shapeAt(schema, issue.path) ?? {});
  return issue.keys.map((key) => ({
    code: "T1010",
    path: joinPath(path, key),
    at: "key",
    message: `unknown key \`${key}\` in \`${path}\``,
    hint: didYouMean(key, known),
    severity: "warning",
  }));
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a table",
  record: "a table",
};

function typeName(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return String(value);
  return TYPE_NAMES[typeof value] ?? typeof value;
}

const missingHint = (issue: Issue): string | undefined =>
  issue.code === "invalid_value" ? `it must be ${listed(issue.values)}` : undefined;

function listed(values: readonly unknown[]): string {
  const names = values.map((value) => `\`${String(value)}\``);
  const last = names.pop() as string;
  return names.length === 0 ? last : `${names.join(", ")} or ${last}`;
}

const shown = (value: Json): string => (typeof value === "string" ? `\`${value}\`` : typeName(value));

function bound(origin: string, how: string, limit: number | bigint): string {
  if (origin === "array") return `have ${how} ${limit} ${Number(limit) === 1 ? "entry" : "entries"}`;
  return `be ${how} ${limit}`;
}

const pathOf = (base: string, path: Path): string => path.reduce<string>((at, key) => joinPath(at, String(key)), base);

/** `threat.0.tactic.id`: the path inside `[rule]`, or the table itself. */
const labelOf = (path: Path, base: string): string => (path.length === 0 ? base : path.map(String).join("."));

function valueAt(root: Json, path: Path): Json | undefined {
  let at: Json | undefined = root;
  for (const key of path) {
    if (Array.isArray(at)) at = at[key as number];
    else at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key as string] : undefined;
  }
  return at;
}
