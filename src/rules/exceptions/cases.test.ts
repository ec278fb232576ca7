import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Json, JsonObject } from "../../event/json.ts";
import { defaultFields } from "../../event/schema.ts";
import { compileMatcher, compilePredicate, createRecord } from "../../matcher/compile.ts";
import { evaluate } from "../../matcher/reference.ts";
import type { ExceptOp } from "../../plan/rule-plan.ts";
import { loadRuleText } from "../load.ts";
import type { Rule } from "../model.ts";
import type { ValueList } from "../value-lists/model.ts";
import { exceptionsFor } from "./bind.ts";
import { loadExceptionText } from "./load.ts";

/** What the items of one list except, in whichever way it is run. */
interface Case {
  readonly what: string;
  /** Of the only item, called `item`; or several items. */
  readonly entries?: readonly JsonObject[];
  readonly items?: readonly JsonObject[];
  readonly value_lists?: Readonly<Record<string, Omit<ValueList, "id">>>;
  /** What the rule names; default: the list. */
  readonly exceptions_list?: Json;
  /** Codes of all diagnostics. Default none. */
  readonly faults?: readonly string[];
  readonly excepted?: readonly JsonObject[];
  /** By the id of the first item that fits. */
  readonly excepted_by?: Readonly<Record<string, readonly JsonObject[]>>;
  readonly kept?: readonly JsonObject[];
}

const FOLDER = join(import.meta.dirname, "cases");
const CASES = readdirSync(FOLDER).flatMap((name) =>
  (parse(readFileSync(join(FOLDER, name), "utf8")) as Case[]).map((each) => ({ ...each, title: `${name}: ${each.what}` })),
);

const LIST = { id: "saved-1", list_id: "list", name: "List", type: "detection" };
const NAMED = [{ id: "saved-1", list_id: "list", type: "detection", namespace_type: "single" }];

function ruleOf({ exceptions_list = NAMED }: Case): Rule {
  const keys = { rule_id: "00000000-0000-4000-8000-000000000000", name: "Example", description: "d", risk_score: 1, severity: "low" };
  const { rules, problems } = loadRuleText("rule.json", JSON.stringify({ ...keys, type: "query", query: "*:*", exceptions_list }));
  expect(problems).toEqual([]);
  return rules[0] as Rule;
}

function bound(each: Case): { readonly except: readonly ExceptOp[]; readonly faults: readonly string[] } {
  const items = each.items ?? [{ item_id: "item", entries: (each.entries ?? []) as Json }];
  const lines = [LIST, ...items.map((item) => ({ list_id: "list", name: "Item", type: "simple", ...item }))];
  const { lists, problems } = loadExceptionText("a.ndjson", lines.map((line) => JSON.stringify(line)).join("\n"));
  const valueLists = new Map(Object.entries(each.value_lists ?? {}).map(([id, list]) => [id, { ...list, id }]));
  const { except, diagnostics } = exceptionsFor(ruleOf(each), lists, valueLists, { fields: defaultFields() });
  return { except, faults: [...problems, ...diagnostics].map(({ code }) => code) };
}

const checksOf = ({ excepted = [], excepted_by = {}, kept = [] }: Case): readonly { document: JsonObject; by: string | undefined }[] => [
  ...excepted.map((document) => ({ document, by: "item" })),
  ...Object.entries(excepted_by).flatMap(([by, documents]) => documents.map((document) => ({ document, by }))),
  ...kept.map((document) => ({ document, by: undefined })),
];

describe("cases", () => {
  test.each(CASES)("$title", (each) => {
    const { except, faults } = bound(each);
    expect(faults).toEqual(each.faults ?? []);
    const compiled = except.map(({ where }) => compilePredicate(where));
    const matcher = compileMatcher(except.map(({ where }) => where));
    expect(checksOf(each).length).toBeGreaterThan(0);
    for (const { document, by } of checksOf(each)) {
      const shown = JSON.stringify(document);
      matcher.run(document);
      expect(except.find(({ where }) => evaluate(where, document))?.id, `reference on ${shown}`).toBe(by);
      expect(except.find((_, i) => compiled[i]?.(createRecord(document)))?.id, `compiled on ${shown}`).toBe(by);
      expect(except.find((_, i) => matcher.matched(i))?.id, `matcher on ${shown}`).toBe(by);
    }
  });
});
