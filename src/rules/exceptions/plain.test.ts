import { describe, expect, test } from "vitest";
import { createEngine } from "../../engine/engine.ts";
import { loadRuleText } from "../load.ts";

const RULE = `[rule]
author = ["t"]
description = "d"
name = "Any"
risk_score = 21
rule_id = "00000000-0000-4000-8000-00000000000e"
severity = "low"
language = "eql"
type = "eql"
query = "any where true"
exceptions_list = [{ id = "l", list_id = "l", namespace_type = "single", type = "detection" }]
`;
const LIST = { list_id: "l", name: "l", description: "d", type: "detection", namespace_type: "single" };
const entry = { field: "host.name", operator: "included", type: "match", value: "build" };
const ITEM = { list_id: "l", item_id: "i", name: "n", description: "d", type: "simple", namespace_type: "single", entries: [entry] };
const LISTED = { ...ITEM, entries: [{ field: "source.ip", operator: "included", type: "list", list: { id: "own", type: "ip" } }] };

const count = (options: object): number => {
  const { rules } = loadRuleText("r.toml", RULE);
  const engine = createEngine({ rules, ...options });
  expect(engine.problems.filter((p) => p.severity !== "info")).toEqual([]);
  const events = [{ host: { name: "build" } }, { host: { name: "web" }, source: { ip: "10.0.0.7" } }];
  return [...events.flatMap((event) => engine.push(event)), ...engine.finish()].length;
};

describe("exceptions as a caller has them", () => {
  test("none", () => expect(count({})).toBe(2));
  test("a list and its items one by one, as Kibana exports them", () => expect(count({ exceptions: [LIST, ITEM] })).toBe(1));
  test("a list with its items inside", () => expect(count({ exceptions: [{ ...LIST, items: [ITEM] }] })).toBe(1));
  test("value lists by id", () => expect(count({ exceptions: [LIST, LISTED], valueLists: { own: ["10.0.0.7"] } })).toBe(1));
});
