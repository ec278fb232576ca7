import { describe, expect, test } from "vitest";
import { testAlert, threat } from "../../../../tests/support/report-alerts.ts";
import type { JsonObject } from "../../../event/json.ts";
import { attackMatrix, type Tactic } from "./attack.ts";
import { readRuleText } from "./rule-text.ts";
import { noCounts, sumOf } from "./tally.ts";

const matrix = (rules: readonly (readonly [count: number, threats: JsonObject[]])[]): readonly Tactic[] =>
  attackMatrix(
    rules.map(([high, threats], i) => ({ rule: readRuleText(testAlert({}, { threat: threats }), i), counts: { ...noCounts(), high } })),
  );

const hits = (tactics: readonly Tactic[]): readonly string[] =>
  tactics
    .filter(({ counts }) => sumOf(counts) > 0)
    .map(({ id, counts, techniques }) => {
      const inner = [...techniques.values()].map(
        (each) => `${each.id}=${sumOf(each.counts)}${[...each.parts.values()].map((part) => `/${part.id}=${sumOf(part.counts)}`).join("")}`,
      );
      return `${id}=${sumOf(counts)} ${inner.join(" ")}`.trim();
    });

describe("attackMatrix", () => {
  test("tactics come in the order of an attack, those without alerts too", () => {
    const tactics = matrix([[1, [threat("TA0040", "Impact", "T1490", "x"), threat("TA0001", "Initial Access", "T1566", "y")]]]);
    expect(tactics).toHaveLength(14);
    expect(hits(tactics)).toEqual(["TA0001=1 T1566=1", "TA0040=1 T1490=1"]);
  });

  test("an alert counts once for each tactic and technique, rules add up", () => {
    const twice = [
      threat("TA0002", "Execution", "T1059", "x", [{ id: "T1059.001", name: "p" }]),
      threat("TA0002", "Execution", "T1059", "x", [{ id: "T1059.004", name: "u" }]),
    ];
    expect(
      hits(
        matrix([
          [3, twice],
          [2, [threat("TA0002", "Execution", "T1059", "x")]],
        ]),
      ),
    ).toEqual(["TA0002=5 T1059=5/T1059.001=3/T1059.004=3"]);
  });

  test("a tactic that is not in the table comes last, under the rule's name for it", () => {
    const [last] = matrix([[1, [threat("TA9999", "Something New", "T9999", "x")]]]).slice(-1);
    expect(last).toMatchObject({ id: "TA9999", name: "Something New", url: "https://attack.mitre.org/tactics/TA9999/" });
  });

  test("addresses are made from ids in their form only", () => {
    const [tactic] = matrix([[1, [threat('TA1"><x', "X", "T1059.001/../../evil", "x", [{ id: "T1059.001", name: "p" }])]]]).slice(-1);
    const [technique] = tactic?.techniques.values() ?? [];
    expect([tactic?.url, technique?.url, technique?.parts.get("T1059.001")?.url]).toEqual([
      undefined,
      undefined,
      "https://attack.mitre.org/techniques/T1059/001/",
    ]);
  });

  test.each<readonly [string, unknown]>([
    ["no threat", null],
    ["a text", "x"],
    ["no tactic", [{ framework: "x" }]],
    ["odd parts", [{ tactic: { id: 3, name: null }, technique: "x" }, 7, null]],
  ])("%s: no hits", (_, value) => {
    expect(hits(matrix([[1, value as JsonObject[]]]))).toEqual([]);
  });
});
