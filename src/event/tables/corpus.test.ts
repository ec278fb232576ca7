import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { sharedPath } from "../../../tests/support/shared.ts";
import { type FieldKind, familyOf, isNumericFamily } from "../field-type.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import { defaultFields } from "../schema.ts";

/** The public rules and the schemas beside them check the table; the product never reads them. */
const CORPUS = sharedPath("corpus/detection-rules");
const SCHEMAS = join(CORPUS ?? "", "detection_rules/etc");
const FIELDS = defaultFields();

const readJson = (path: string): JsonObject => {
  const bytes = readFileSync(join(SCHEMAS, path));
  return JSON.parse((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")) as JsonObject;
};

/** Leaves of a tree of names whose values are type names, as `name: type`. */
function leavesOf(tree: JsonObject, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (isJsonObject(value)) return leavesOf(value, `${prefix}${key}.`);
    return [[prefix + key, String(value)] as [string, string]];
  });
}

/** Numbers are alike whatever their width; a flattened leaf holds whatever type the schema saw in it. */
function agrees(name: string, type: string): boolean {
  const kind = FIELDS.get(name)?.kind;
  if (kind === undefined || kind === "unknown") return false;
  const ours = familyOf(kind);
  const theirs = familyOf(type as FieldKind);
  return kind === "flattened" || ours === theirs || (isNumericFamily(ours) && isNumericFamily(theirs));
}

describe.skipIf(CORPUS === undefined)("the table beside the public corpus", () => {
  test("every ECS field has the kind that ECS gives it", () => {
    const flat = Object.entries(readJson("ecs_schemas/9.4.0/ecs_flat.json.gz"));
    const wrong = flat.filter(([name, field]) => FIELDS.get(name)?.kind !== (field as JsonObject)["type"]);
    expect(flat.length).toBeGreaterThan(2500);
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  test("the multi-fields of ECS too", () => {
    const fields = Object.values(readJson("ecs_schemas/9.4.0/ecs_flat.json.gz")) as JsonObject[];
    const subs = fields.flatMap((field) => (field["multi_fields"] ?? []) as JsonObject[]);
    expect(subs.length).toBeGreaterThan(50);
    expect(subs.filter((sub) => FIELDS.get(String(sub["flat_name"]))?.kind !== sub["type"])).toEqual([]);
  });

  test("Elastic Defend's process fields", () => {
    const leaves = leavesOf(readJson("endpoint_schemas/endpoint_process.json.gz")).filter(([, type]) => type !== "object");
    expect(leaves.length).toBeGreaterThan(90);
    expect(leaves.filter(([name, type]) => !agrees(name, type))).toEqual([]);
  });

  test("the fields that the corpus declares beside ECS", () => {
    const leaves = leavesOf({ all: readJson("non-ecs-schema.json") }).map(([name, type]): [string, string] => [nameOf(name), type]);
    expect(leaves.length).toBeGreaterThan(250);
    // Declared as a keyword and as what holds others, which no mapping can be.
    const objects = ["gsuite.admin", "google_workspace.token.scope.data"];
    expect(leaves.filter(([name, type]) => !agrees(name, type) && !objects.includes(name))).toEqual([]);
  });

  test("every field of an EQL or KQL query is known", () => {
    const rules = globSync(["rules/**/*.toml", "rules_building_block/**/*.toml"], { cwd: CORPUS ?? "" });
    const used = new Set(rules.flatMap((path) => fieldsOf(readFileSync(join(CORPUS ?? "", path), "utf8"))));
    expect(rules.length).toBeGreaterThan(1900);
    expect(used.size).toBeGreaterThan(500);
    expect([...used].filter((name) => FIELDS.get(name) === undefined)).toEqual([]);
  });
});

/** Without `all.` and the index pattern, which may have dots itself: the schema's keys end in `*` or `-`. */
function nameOf(name: string): string {
  const index = name.slice("all.".length);
  return index.replace(/^[^*]*\*\./, "");
}

/** Dotted names in field position, by a rough look at the text outside of string literals. */
function fieldsOf(rule: string): string[] {
  const language = /^language = "(eql|kuery)"/m.exec(rule)?.[1];
  const query = /^query = '''([^]*?)'''/m.exec(rule);
  if (!language || !query) return [];
  const text = (query[1] ?? "").replace(/"""[^]*?"""|"(?:\\.|[^"\\])*"/g, ' "" ').replace(/\/\/.*|\/\*[^]*?\*\//g, "");
  const name = language === "eql" ? /[A-Za-z_@]\w*(?:\.[\w`]+)+/g : /(?<![\w.\-*/\\])[A-Za-z_@]\w*(?:\.[\w-]+)+(?=\s*(?::|[<>]=?))/g;
  return (text.match(name) ?? []).map((field) => field.replaceAll("`", ""));
}
