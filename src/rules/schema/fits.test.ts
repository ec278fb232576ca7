import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Json, JsonObject } from "../../event/json.ts";
import { RULE_TYPES, type RuleType } from "../model.ts";
import { RULE_TYPE_TABLE } from "../types/table.ts";
import { COMMON_KEYS } from "./common.ts";
import { EXPORTED_KEYS } from "./exported.ts";
import { compileFits } from "./fits.ts";
import { metadataSchema } from "./metadata.ts";
import { transformSchema } from "./transform.ts";

const threat = {
  framework: "MITRE ATT&CK",
  tactic: { id: "TA0002", name: "Execution", reference: "https://attack.mitre.org/tactics/TA0002/" },
  technique: [{ id: "T1059", name: "x", reference: "r", subtechnique: [{ id: "T1059.001", name: "y", reference: "r" }] }],
};

const RULE: JsonObject = {
  rule_id: "00000000-0000-4000-8000-000000000001",
  name: "n",
  description: "d",
  type: "eql",
  severity: "low",
  risk_score: 21,
  author: ["a"],
  enabled: true,
  from: "now-9m",
  interval: "5m",
  max_signals: 5,
  threat: [threat],
  threat_mappings: [{ framework: "f", version: 16, threat: [threat] }],
  investigation_fields: { field_names: ["host.name"] },
  severity_mapping: [{ field: "a", operator: "equals", value: "1", severity: "high" }],
  risk_score_mapping: [{ field: "a", operator: "equals", value: "", risk_score: 100 }],
  exceptions_list: [{ id: "i", list_id: "l", type: "detection", namespace_type: "single" }],
  meta: { from: "x", deep: { er: [1] } },
  throttle: null,
  related_integrations: [{ package: "endpoint" }],
  version: 3,
  index: ["logs-*"],
  language: "eql",
  query: "any where true",
  alert_suppression: { group_by: ["host.name"], duration: { value: 5, unit: "m" }, missing_fields_strategy: "suppress" },
  threshold: { field: ["host.name"], value: 2, cardinality: [{ field: "user.name", value: 2 }] },
  new_terms: {
    field: "new_terms_fields",
    value: ["host.name"],
    history_window_start: [{ field: "history_window_start", value: "now-10d" }],
  },
  saved_id: "s",
  threat_index: ["logs-ti_*"],
  threat_mapping: [{ entries: [{ field: "host.name", type: "mapping", value: "threat.indicator.ip", negate: true }] }],
  anomaly_threshold: 50,
  machine_learning_job_id: ["job"],
};
const OF_TYPE: Partial<Record<RuleType, JsonObject>> = { threshold: { alert_suppression: { duration: { value: 5, unit: "m" } } } };
const METADATA: JsonObject = {
  creation_date: "2024/01/31",
  updated_date: "2024/02/29",
  maturity: "production",
  integration: ["endpoint"],
  min_stack_version: "8.19.0",
  bypass_bbr_timing: true,
  os_type_list: ["linux"],
  related_endpoint_rules: [["a", 1], null],
  extended: {},
};
const TRANSFORM: JsonObject = {
  osquery: [{ label: "l", query: "SELECT 1", ecs_mapping: {} }],
  investigate: [{ label: "l", providers: [[{ excluded: false, field: "f", queryType: "phrase", value: "v", valueType: "string" }]] }],
};

const SCHEMAS: readonly (readonly [name: string, schema: z.ZodType, whole: JsonObject])[] = [
  ...RULE_TYPES.map((type) => {
    const keys = { ...COMMON_KEYS, ...EXPORTED_KEYS, ...RULE_TYPE_TABLE[type].keys };
    const whole = Object.fromEntries(Object.entries({ ...RULE, type, ...OF_TYPE[type] }).filter(([key]) => key in keys));
    return [`a rule of type ${type}`, z.strictObject(keys), whole] as const;
  }),
  ["a rule without type", z.looseObject({ ...COMMON_KEYS, ...EXPORTED_KEYS }), { ...RULE, odd: 1 }],
  ["metadata", metadataSchema, METADATA],
  ["transform", transformSchema, TRANSFORM],
];

/** Every value in a document, as the keys that lead to it. */
function paths(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))];
}

/** The document with another value at a path; undefined takes the value away. */
function changed(value: Json, [key, ...rest]: readonly string[], by: Json | undefined): Json | undefined {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, Json>;
  const inner = changed(copy[key] as Json, rest, by);
  if (inner !== undefined) copy[key] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

// biome-ignore format: table
const VALUES: readonly (Json | undefined)[] = [
  undefined, null, true, "", " ", "x", "low", "now-5x", "2024/02/30", "7.x", 0, -1, 1, 1.5, 101, Number.NaN, Infinity, 2 ** 60,
  [], [""], ["a", 1], [[]], [{}], {}, { a: 1 }, { field_names: [] }, JSON.parse('{"__proto__": 1}') as Json, ["a", "b", "c", "d", "e", "f"],
];

describe.each(SCHEMAS)("%s", (_, schema, whole) => {
  const fits = compileFits(schema);

  test("that is right fits, so that zod is not asked", () => {
    expect(schema.safeParse(whole).error?.issues).toBeUndefined();
    expect(fits(whole)).toBe(true);
  });

  test("fits exactly where zod finds nothing, whatever stands anywhere in it", () => {
    const differing = paths(whole).flatMap((path) =>
      VALUES.flatMap((value) => {
        const document = changed(whole, path, value);
        return fits(document) === schema.safeParse(document).success ? [] : [`${path.join(".")} = ${JSON.stringify(value)}`];
      }),
    );
    expect(differing).toEqual([]);
  });

  test("with keys of any name fits exactly where zod finds nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths(whole)), fc.string({ maxLength: 12 }), fc.jsonValue(), (path, key, value) => {
        const document = changed(whole, [...path], { [key]: value as Json });
        expect(fits(document)).toBe(schema.safeParse(document).success);
      }),
      { numRuns: 300 },
    );
  });
});

test("a part of a schema that is not known fits nothing", () => {
  for (const schema of [z.email(), z.date(), z.number().multipleOf(2), z.string().regex(/a/), z.record(z.string(), z.string())]) {
    expect(compileFits(schema)("a@example.org")).toBe(false);
    expect(compileFits(schema)(2)).toBe(false);
    expect(compileFits(schema)({})).toBe(false);
  }
});
