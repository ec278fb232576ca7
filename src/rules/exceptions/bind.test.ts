import { describe, expect, test } from "vitest";
import { defaultFields, mappingFields } from "../../event/schema.ts";
import type { LowerEnv } from "../../languages/language.ts";
import { compileMatcher } from "../../matcher/compile.ts";
import type { CidrPredicate } from "../../plan/predicate.ts";
import { loadRuleText } from "../load.ts";
import type { Rule } from "../model.ts";
import type { ValueList } from "../value-lists/model.ts";
import { exceptionsFor, type RuleExceptions, strayRuleIds } from "./bind.ts";
import { loadExceptionText } from "./load.ts";
import type { ExceptionList } from "./model.ts";

const NO_LISTS = new Map<string, ValueList>();
const env: LowerEnv = { fields: defaultFields() };

const idOf = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

function rule(n: number, ...lists: readonly string[]): Rule {
  const keys = { rule_id: idOf(n), name: `Rule ${n}`, description: "d", risk_score: 1, severity: "low", type: "query", query: "*:*" };
  const named = lists.map((id) => ({ id, list_id: id, type: "detection", namespace_type: "single" }));
  return loadRuleText("rule.json", JSON.stringify({ ...keys, exceptions_list: named }, null, 1)).rules[0] as Rule;
}

/** A file of lists, each bound to rules by their ids and with items of one entry on the field. */
function listsOf(
  file: Readonly<Record<string, { readonly rules?: readonly number[]; readonly items: Readonly<Record<string, string>> }>>,
): readonly ExceptionList[] {
  return Object.entries(file).flatMap(([id, { rules = [], items }]) => {
    const entries = Object.entries(items).map(([item, field]) => ({
      item_id: item,
      name: item,
      entries: [{ type: "exists", operator: "included", field }],
    }));
    const text = JSON.stringify(
      {
        metadata: { rule_ids: rules.map(idOf) },
        exceptions: [{ container: { list_id: id, name: id, type: "detection" }, items: entries }],
      },
      null,
      1,
    );
    const loaded = loadExceptionText(`${id}.json`, text);
    expect(loaded.problems).toEqual([]);
    return loaded.lists;
  });
}

const ids = ({ except }: RuleExceptions): readonly string[] => except.map(({ list, id }) => `${list}/${id}`);

describe("binding", () => {
  const given = listsOf({
    one: { items: { a: "user.name", b: "user.id" } },
    two: { rules: [1, 2], items: { c: "host.name" } },
    three: { rules: [3], items: { d: "host.id" } },
  });

  test.each([
    [rule(1, "one"), ["one/a", "one/b", "two/c"]],
    [rule(2, "two", "one"), ["two/c", "one/a", "one/b"]],
    [rule(3), ["three/d"]],
    [rule(4), []],
  ])("%#", (each, expected) => {
    const found = exceptionsFor(each, given, NO_LISTS, env);
    expect(ids(found)).toEqual(expected);
    expect(found.diagnostics).toEqual([]);
  });

  test("a list that was not given is told where the rule names it, and is no error", () => {
    const { except, diagnostics } = exceptionsFor(rule(1, "endpoint_list"), given, NO_LISTS, env);
    expect(except).toHaveLength(1);
    expect(diagnostics).toMatchObject([
      { code: "T1120", severity: "info", location: { file: "rule.json", lineText: '   "list_id": "endpoint_list",' } },
    ]);
  });

  test("rules that share a list share its predicates and diagnostics", () => {
    const strange = listsOf({ odd: { items: { a: "acme.zone" } } });
    const [first, second] = [exceptionsFor(rule(1, "odd"), strange, NO_LISTS, env), exceptionsFor(rule(2, "odd"), strange, NO_LISTS, env)];
    expect(first.except[0]).toBe(second.except[0]);
    expect(first.diagnostics[0]).toBe(second.diagnostics[0]);
    expect(exceptionsFor(rule(1, "odd"), strange, NO_LISTS, { ...env, strict: true }).except).toEqual([]);
  });
});

describe("diagnostics of items", () => {
  const strange = listsOf({ odd: { items: { a: "proces.name" } } });

  test("an unknown field is a warning at its place, with strict an error that leaves the item out", () => {
    const location = { file: "odd.json", lineText: '       "field": "proces.name"' };
    const loose = exceptionsFor(rule(1, "odd"), strange, NO_LISTS, env);
    expect(loose).toMatchObject({
      except: [{ id: "a" }],
      diagnostics: [{ code: "T6001", severity: "warning", hint: "did you mean `process.name`?", location }],
    });
    const strict = exceptionsFor(rule(1, "odd"), strange, NO_LISTS, { ...env, strict: true });
    expect(strict).toMatchObject({ except: [], diagnostics: [{ code: "T6001", severity: "error", location }] });
  });

  test("under an explicit mapping an unknown field, and a nested path that is none, match nothing", () => {
    const fields = mappingFields({
      user: { properties: { name: { type: "keyword" } } },
      parts: { type: "nested", properties: { id: { type: "keyword" } } },
    });
    const entries = [{ type: "match", operator: "included", field: "id", value: "1" } as const];
    const item = (id: string, field: string) => ({ id, name: id, osTypes: [], entries: [{ type: "nested", field, entries } as const] });
    const list: ExceptionList = {
      id: "l",
      name: "l",
      type: "detection",
      ruleIds: [],
      items: [
        { id: "a", name: "a", osTypes: [], entries: [{ type: "exists", operator: "included", field: "user.id" }] },
        { id: "b", name: "b", osTypes: [], entries: [{ type: "match", operator: "included", field: "parts.id", value: "1" }] },
        item("c", "user"),
        item("d", "parts"),
      ],
    };
    const { except, diagnostics } = exceptionsFor(rule(1, "l"), [list], NO_LISTS, { fields });
    expect(diagnostics.map(({ code }) => code)).toEqual(["T6001", "T6003", "T6003"]);
    const matcher = compileMatcher(except.map(({ where }) => where));
    matcher.run({ user: { id: "1", name: "a" }, parts: [{ id: "1" }] });
    expect(except.filter((_, i) => matcher.matched(i)).map(({ id }) => id)).toEqual(["d"]);
  });

  test("an item without entries excepts nothing", () => {
    const empty: ExceptionList = {
      id: "l",
      name: "l",
      type: "detection",
      ruleIds: [idOf(1)],
      items: [{ id: "a", name: "a", entries: [], osTypes: [] }],
    };
    expect(exceptionsFor(rule(1), [empty], NO_LISTS, env)).toMatchObject({ except: [], diagnostics: [{ code: "T1106" }] });
  });
});

describe("what an item becomes", () => {
  test("its expiry", () => {
    const expires = Date.UTC(2026, 0, 1);
    const list: ExceptionList = {
      id: "l",
      name: "l",
      type: "detection",
      ruleIds: [idOf(1)],
      items: [{ id: "a", name: "An item", expires, osTypes: [], entries: [{ type: "exists", operator: "included", field: "user.name" }] }],
    };
    const [op] = exceptionsFor(rule(1), [list], NO_LISTS, env).except;
    expect(op).toMatchObject({ id: "a", name: "An item", list: "l", expires });
    expect(JSON.parse(JSON.stringify(op))).toEqual(op);
  });

  test("a long list is one predicate, the same object wherever it is used", () => {
    const nets: ValueList = {
      id: "nets",
      type: "ip_range",
      values: Array.from({ length: 50_000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/25`),
    };
    const entry = { type: "list", operator: "included", field: "source.ip", list: { id: "nets", type: "ip_range" } } as const;
    const item = (id: string) => ({ id, name: id, osTypes: [], entries: [entry] });
    const list: ExceptionList = { id: "l", name: "l", type: "detection", ruleIds: [idOf(1)], items: [item("a"), item("b")] };
    const { except } = exceptionsFor(rule(1), [list], new Map([["nets", nets]]), env);
    expect(except[0]?.where).toBe(except[1]?.where);
    expect((except[0]?.where as CidrPredicate | undefined)?.blocks).toBe(nets.values);
    const matcher = compileMatcher(except.map(({ where }) => where));
    matcher.run({ source: { ip: "10.100.7.127" } });
    expect([matcher.matched(0), matcher.matched(1)]).toEqual([true, true]);
    matcher.run({ source: { ip: "10.100.7.128" } });
    expect(matcher.matched(0)).toBe(false);
  });
});

test("a rule that a list names and that is not loaded is told, with the nearest id", () => {
  const list: ExceptionList = { id: "l", name: "l", type: "detection", ruleIds: ["rule-one", "rule-tow"], items: [] };
  const loaded = ["rule-one", "rule-two"].map((id) => ({ id }) as Rule);
  expect(strayRuleIds([list], loaded)).toMatchObject([{ code: "T1128", severity: "warning", hint: "did you mean `rule-two`?" }]);
  expect(strayRuleIds([], loaded)).toEqual([]);
});
