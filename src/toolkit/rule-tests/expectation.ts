import { didYouMean } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { joinPath } from "../../rules/read/places.ts";
import type { CaseReader } from "./case-reader.ts";
import type { Expectation, ExpectedField, FieldTest } from "./model.ts";
import { isFate, readReasons } from "./reason.ts";

/** What must come of a case: `alerts` (a number, or fields of each), `silent` (a reason), or both. */
export function readExpectation(reader: CaseReader, entry: JsonObject, path: string): Expectation | undefined {
  const { alerts, silent } = entry;
  if (alerts === undefined && silent === undefined) {
    const hint = "`alerts: 1`, a list of fields for each alert, `alerts: 0`, or `silent` with the reason";
    reader.fault("T1303", path, "the case does not say what must come out", hint);
    return undefined;
  }
  const reasons = readReasons(reader, silent, joinPath(path, "silent"));
  const at = joinPath(path, alerts === undefined ? "silent" : "alerts");
  const fields = Array.isArray(alerts) ? alerts.map((item, i) => readFields(reader, item, joinPath(at, i))) : [];
  const count = Array.isArray(alerts) ? fields.length : reader.wholeNumber(alerts, at, 0);
  if (alerts !== undefined && count === undefined) return undefined;
  const odd = (count ?? 0) > 0 ? reasons.find((reason) => !isFate(reason)) : undefined;
  if (odd) {
    const hint = "beside alerts, `silent` says what became of other matches: suppressed, capped, excepted or duplicate";
    reader.fault("T1309", odd.path, `alerts are expected, and silence because of \`${odd.text}\``, hint);
  }
  return { alerts: count ?? 0, fields, silent: reasons, path: at };
}

/** The fields of an expected alert, dotted or nested. */
function readFields(reader: CaseReader, value: Json, path: string): readonly ExpectedField[] {
  if (isJsonObject(value)) return flatten(reader, value, path, "");
  reader.fault("T1304", path, "an expected alert is an object of fields", "`{}` is an alert of which nothing is said");
  return [];
}

function flatten(reader: CaseReader, value: JsonObject, path: string, prefix: string): readonly ExpectedField[] {
  return Object.entries(value).flatMap(([key, inner]): readonly ExpectedField[] => {
    const at = joinPath(path, key);
    const name = prefix === "" ? key : `${prefix}.${key}`;
    if (isJsonObject(inner) && !isTest(inner)) return flatten(reader, inner, at, name);
    const test = isJsonObject(inner) ? readTest(reader, inner, at) : literalTest(reader, inner, at);
    return test ? [{ name, test, path: at }] : [];
  });
}

/** A value, a list of values, or null for a field that is absent. */
function literalTest(reader: CaseReader, value: Json, path: string): FieldTest {
  if (value === null) return { kind: "exists", wanted: false };
  const values = Array.isArray(value) ? value : [value];
  if (!values.some(isJsonObject)) return { kind: "is", values };
  return { kind: "objects", items: values.map((item, i) => readFields(reader, item, joinPath(path, i))) };
}

/** Tests by name; each reads its operand. */
const TESTS: Readonly<Record<Exclude<FieldTest["kind"], "is" | "objects">, (operand: Json) => FieldTest | undefined>> = {
  matches: (operand) => {
    const patterns = listOf(operand);
    return patterns.every((each) => typeof each === "string") ? { kind: "matches", patterns } : undefined;
  },
  exists: (operand) => (typeof operand === "boolean" ? { kind: "exists", wanted: operand } : undefined),
  contains: (operand) => ({ kind: "contains", values: listOf(operand) }),
  one_of: (operand) => (Array.isArray(operand) ? { kind: "one_of", values: operand } : undefined),
  at_least: (operand) => (typeof operand === "number" ? { kind: "at_least", bound: operand } : undefined),
  at_most: (operand) => (typeof operand === "number" ? { kind: "at_most", bound: operand } : undefined),
};
const TEST_NAMES = Object.keys(TESTS) as readonly (keyof typeof TESTS)[];

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value]);

/** One key that is the name of a test, or nearly so. */
function isTest(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return (
    keys.length === 1 &&
    keys.every((key) => TEST_NAMES.some((name) => name === key) || (didYouMean(key, TEST_NAMES) !== undefined && !isJsonObject(value[key])))
  );
}

function readTest(reader: CaseReader, value: JsonObject, path: string): FieldTest | undefined {
  const [[key, operand] = ["", null]] = Object.entries(value);
  const name = TEST_NAMES.find((known) => known === key);
  const test = name && TESTS[name](operand);
  if (test) return test;
  const hint = name ? `for example \`${EXAMPLES[name]}\`` : didYouMean(key, TEST_NAMES);
  reader.fault(
    "T1310",
    joinPath(path, key),
    name ? `\`${name}\` does not take ${JSON.stringify(operand)}` : `there is no test \`${key}\``,
    hint,
  );
  return undefined;
}

const EXAMPLES: Readonly<Record<keyof typeof TESTS, string>> = {
  matches: '{ matches: "/tmp/*" }',
  exists: "{ exists: true }",
  contains: "{ contains: bash }",
  one_of: "{ one_of: [low, medium] }",
  at_least: "{ at_least: 5 }",
  at_most: "{ at_most: 5 }",
};
