import { expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";
import { readCaseFile } from "./case-file.ts";
import { judgeFields } from "./judge-fields.ts";

const ALERT: JsonObject = {
  host: { name: "web1" },
  "kibana.alert.severity": "high",
  "kibana.alert.risk_score": 73,
  tags: ["a", "b"],
  process: { args: ["x"], pid: 5, elevated: true },
  "kibana.alert.terms": [
    { field: "host.id", value: "h-1" },
    { field: "user.name", value: "ada" },
  ],
};

// biome-ignore format: table
const CASES: readonly (readonly [fields: string, holds: boolean])[] = [
  ["host.name: web1", true], ["host: { name: web1 }", true], ["host.name: web2", false], ["host.name: WEB1", false],
  ["kibana: { alert: { severity: high } }", true], ["kibana.alert.risk_score: 73", true], ['kibana.alert.risk_score: "73"', false],
  ["process.elevated: true", true], ["process.elevated: false", false],
  ["tags: [a, b]", true], ["tags: [b, a]", false], ["tags: [a]", false], ["tags: a", false],
  ["tags: { contains: b }", true], ["tags: { contains: [a, b] }", true], ["tags: { contains: [a, c] }", false],
  ["host.name: { matches: 'w*1' }", true], ["host.name: { matches: ['x*', 'web*'] }", true], ["host.name: { matches: 'W*' }", false],
  ["host.name: { exists: true }", true], ["host.name: { exists: false }", false], ["host: { exists: true }", true],
  ["user.name: null", true], ["host.name: null", false], ["user.name: { exists: true }", false],
  ["host.name: { one_of: [web1, web2] }", true], ["host.name: { one_of: [web2] }", false], ["user.name: { one_of: [a] }", false],
  ["process.pid: { at_least: 5 }", true], ["process.pid: { at_least: 6 }", false], ["process.pid: { at_most: 5 }", true], ["process.pid: { at_most: 4 }", false],
  ["kibana.alert.terms: [{ field: host.id, value: h-1 }, { field: user.name }]", true],
  ["kibana.alert.terms: [{ field: host.id, value: { matches: 'h-*' } }, {}]", true],
  ["kibana.alert.terms: [{ field: host.id }]", false],
  ["kibana.alert.terms: [{ field: user.name }, { field: host.id }]", false],
];

test.each(CASES)("%s", (fields, holds) => {
  const { file, reader, problems } = readCaseFile(createSource("a.test.yaml", `cases: [{ name: a, alerts: [{ ${fields} }] }]`));
  expect(problems).toEqual([]);
  expect(judgeFields(reader, ALERT, 1, file?.cases[0]?.expected.fields[0] ?? []).length === 0).toBe(holds);
});

test("a fault says what was expected, what came, where, and the nearest name", () => {
  const { file, reader } = readCaseFile(
    createSource("a.test.yaml", "cases:\n  - name: a\n    alerts:\n      - { tags: [a], kibana.alert.severty: { matches: 'h*' } }\n"),
  );
  const faults = judgeFields(reader, ALERT, 2, file?.cases[0]?.expected.fields[0] ?? []);
  expect(faults).toMatchObject([
    { kind: "field", alert: 2, field: "tags", expected: ["a"], got: ["a", "b"], location: { line: 4, column: 17 } },
    {
      field: "kibana.alert.severty",
      expected: { matches: ["h*"] },
      got: [],
      hint: expect.stringContaining("did you mean `kibana.alert.severity`") as string,
    },
  ]);
});
