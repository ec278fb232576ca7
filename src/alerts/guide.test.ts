import { describe, expect, test } from "vitest";
import { sharedPath } from "../../tests/support/shared.ts";
import { createSource } from "../diagnostics/index.ts";
import type { JsonObject } from "../event/json.ts";
import { defaultFields } from "../event/schema.ts";
import { kuery } from "../languages/kuery/index.ts";
import { evaluate } from "../matcher/reference.ts";
import { guideOf } from "../rules/guide.ts";
import { loadRules, loadRuleText } from "../rules/load.ts";
import type { Rule } from "../rules/model.ts";
import { alertGuide, hasGuide } from "./guide.ts";
import { layGuide } from "./lay-guide.ts";

function ruleWith(...blocks: readonly (readonly [plugin: string, block: object])[]): Rule {
  const note = blocks.map(([plugin, block]) => `!{${plugin}${JSON.stringify(block)}}`).join("\n");
  const rule = {
    rule_id: "00000000-0000-4000-8000-000000000001",
    name: "n",
    description: "d",
    severity: "low",
    risk_score: 1,
    type: "eql",
    language: "eql",
    query: "any where true",
    note,
  };
  const { rules, problems } = loadRuleText("r.json", JSON.stringify(rule));
  expect(problems).toEqual([]);
  return rules[0] as Rule;
}

const phrase = (field: string, value: string, excluded = false): object => ({
  field,
  value,
  excluded,
  queryType: "phrase",
  valueType: "string",
});

const search = (document: JsonObject, ...providers: readonly object[]) =>
  alertGuide(ruleWith(["investigate", { label: "l", providers }]), document).investigate[0];

/** Whether a document passes a KQL query, by the slow interpreter. */
function passes(query: string, document: JsonObject): boolean {
  const parsed = kuery.parse(createSource("query", query));
  const { plan, diagnostics } = kuery.lower(parsed, { fields: defaultFields() });
  expect(
    [...parsed.diagnostics, ...diagnostics].filter((d) => d.severity === "error"),
    query,
  ).toEqual([]);
  return plan?.root.kind === "filter" && evaluate(plan.root.where, document);
}

describe("the guide on an alert", () => {
  const rule = ruleWith(["osquery", { label: "Users", query: "SELECT {{user.name}}" }]);
  const document = { user: { name: "bob" }, destination: { ip: "8.8.8.8" } };
  const laid = (): JsonObject => {
    const alert: JsonObject = { first: 1 };
    layGuide(alert, rule, document);
    alert["last"] = 2;
    return alert;
  };

  test("is a property like any other", () => {
    const whole = { first: 1, "tocsin.guide": alertGuide(rule, document), last: 2 };
    expect(laid()).toEqual(whole);
    expect({ ...laid() }).toEqual(whole);
    expect(structuredClone(laid())).toEqual(whole);
    expect(JSON.stringify(laid())).toBe(JSON.stringify(whole));
    expect(Object.keys(laid())).toEqual(Object.keys(whole));
    const frozen = Object.freeze(laid());
    expect(frozen["tocsin.guide"]).toBe(frozen["tocsin.guide"]);
    const changed = laid();
    changed["tocsin.guide"] = "mine";
    expect(changed["tocsin.guide"]).toBe("mine");
  });

  test("is there where the rule asks something or a service knows a value", () => {
    const silent = ruleWith();
    expect([hasGuide(rule, {}), hasGuide(silent, document), hasGuide(silent, { user: { name: "bob" } })]).toEqual([true, true, false]);
  });
});

describe("an alert's guide", () => {
  test("fills in what the rule asks, and adds look-ups", () => {
    const rule = ruleWith(
      ["osquery", { label: "Users", query: "SELECT * FROM users WHERE username = {{user.name}}", ecs_mapping: { a: { field: "b" } } }],
      [
        "investigate",
        {
          label: "Host",
          description: "All of it",
          providers: [[phrase("host.id", "{{host.id}}")]],
          relativeFrom: "now-1h",
          relativeTo: "now/d",
        },
      ],
    );
    const alert = { "@timestamp": "2024-05-01T12:00:00Z", user: { name: "O'Neil" }, host: { id: "h-1" }, source: { ip: "8.8.4.4" } };
    const guide = alertGuide(rule, alert);
    expect(guide.osquery).toEqual([
      { label: "Users", query: "SELECT * FROM users WHERE username = 'O''Neil'", missing: [], ecs_mapping: { a: { field: "b" } } },
    ]);
    expect(guide.investigate).toEqual([
      {
        label: "Host",
        description: "All of it",
        providers: [[{ field: "host.id", excluded: false, queryType: "phrase", value: "h-1", valueType: "string" }]],
        relativeFrom: "now-1h",
        relativeTo: "now/d",
        from: "2024-05-01T11:00:00.000Z",
        to: "2024-05-01T23:59:59.999Z",
        query: 'host.id: "h-1"',
        missing: [],
      },
    ]);
    expect(guide.links.map(({ label }) => label)).toContain("VirusTotal: source.ip");
    expect(JSON.parse(JSON.stringify(guide))).toEqual(guide);
  });

  test("of a rule without one has look-ups alone", () => {
    expect(alertGuide(ruleWith(), { a: 1 })).toEqual({ osquery: [], investigate: [], links: [] });
  });

  test("says what the alert lacks and leaves lists without it out of the query", () => {
    const found = search(
      { a: "1", "@timestamp": "bogus" },
      [phrase("a", "{{a}}"), phrase("b", "{{b}}")],
      [phrase("c", "{{a}}"), phrase("d", "x", true)],
    );
    expect(found).toMatchObject({ missing: ["b"], query: 'c: "1" and not d: "x"' });
    expect(found?.providers[0]?.[1]?.value).toBe("{{b}}");
    expect(found).not.toHaveProperty("from");
    expect(search({}, [phrase("b", "{{b}}")])).not.toHaveProperty("query");
  });

  test.each<readonly [providers: object[], query: string]>([
    [[[phrase("a", "1"), phrase("b", "2")], [phrase("c", "3")]], '(a: "1" and b: "2") or c: "3"'],
    [[phrase("a", "1"), phrase("b", "2", true)], 'a: "1" or not b: "2"'],
    [[[phrase("p", '{{x}}*\\"\n')]], 'p: "q\\"\\\\*\\\\\\"\\n"'],
    [[[{ field: "a", queryType: "exists", excluded: true }]], "not a: *"],
    [[[{ field: "a", queryType: "phrases", value: '["{{x}}", 2]' }]], 'a: ("q\\"\\\\" or "2")'],
    [[[{ field: "n", queryType: "range", value: '{"gte":"{{n}}","lt":9}', excluded: true }]], 'not (n >= "4" and n < "9")'],
    [[[{ field: "n", queryType: "range", value: '{"gt":1}' }]], 'n > "1"'],
    [[[phrase("odd name", "v")]], '"odd name": "v"'],
  ])("has the search in KQL too: %j", (providers, query) => {
    expect(search({ x: 'q"\\', n: 4 }, ...providers)?.query).toBe(query);
    passes(query, {});
  });

  test.each(["now-1h", "[1]", '{"a":1}', "{}"])("a range of %j has no KQL", (value) => {
    expect(search({}, [{ field: "n", queryType: "range", value }])).not.toHaveProperty("query");
  });

  test.each(["a*", 'x" or *: "', "\\", "a\nb\tc", "(not)", "ünï", "{{user.name}}", ""])("the search for %j finds just that", (value) => {
    const query = search({ user: { name: value } }, [phrase("user.name", "{{user.name}}")])?.query ?? "";
    expect(passes(query, { user: { name: value } })).toBe(true);
    expect(passes(query, { user: { name: `${value}!` } })).toBe(false);
  });
});

const corpus = sharedPath("corpus/detection-rules/rules");

test.skipIf(corpus === undefined)("every guide of the public rules is filled in from an alert that has the fields", async () => {
  const { rules } = await loadRules(corpus ?? "");
  let filled = 0;
  for (const rule of rules) {
    const fields = guideOf(rule).flatMap((block) =>
      [...JSON.stringify(block).matchAll(/\{\{([^{}]+)\}\}/g)].map((match) => match[1] ?? ""),
    );
    const alert = { "@timestamp": "2024-05-01T12:00:00Z", ...Object.fromEntries(fields.map((field) => [field.trim(), 'it\'s "v"'])) };
    const { osquery, investigate } = alertGuide(rule, alert);
    for (const { query, missing } of [...osquery, ...investigate]) {
      expect(missing, rule.name).toEqual([]);
      expect(query, rule.name).not.toMatch(/\{\{|\}\}/);
    }
    for (const { query, from, to, relativeFrom } of investigate) {
      passes(query ?? "", {});
      if (relativeFrom !== undefined) expect(from && to && from < to, rule.name).toBe(relativeFrom !== "now");
    }
    filled += osquery.length + investigate.length;
  }
  expect(filled).toBeGreaterThan(1000);
});
