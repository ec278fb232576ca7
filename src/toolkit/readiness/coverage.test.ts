import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ruleWith } from "../../../tests/support/rule-text.ts";
import { createEngine } from "../../engine/engine.ts";
import type { JsonObject } from "../../event/json.ts";
import type { Rule } from "../../rules/model.ts";
import { coverage } from "./coverage.ts";
import { navigatorLayer } from "./navigator.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-coverage-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function cover(rules: readonly Rule[], events: readonly JsonObject[]) {
  const file = join(folder, `${files++}.ndjson`);
  writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  return coverage({ inputs: [file], rules });
}

const eql = (query: string, keys: object = {}): Rule =>
  ruleWith({ type: "eql", language: "eql", index: ["logs-endpoint.events.process-*"], query, ...keys });

const event = (fields: JsonObject, dataset = "endpoint.events.process"): JsonObject => ({
  "@timestamp": "2024-05-01T10:00:00Z",
  ecs: { version: "9.0.0" },
  event: { category: ["process"], type: ["start"] },
  data_stream: { type: "logs", dataset, namespace: "default" },
  ...fields,
});

describe("what is missing first", () => {
  const query = `process where event.type == "start" and process.name : "evil.exe" and not process.args : "-x"`;
  test.each([
    ["index", [event({ process: { name: "evil.exe" } }, "system.auth")], ["logs-endpoint.events.process-*"]],
    ["kind", [event({ event: { category: ["file"], type: ["creation"] }, process: { name: "evil.exe" } })], undefined],
    ["fields", [event({ process: { pid: 1 } })], ["process.name"]],
    ["constants", [event({ process: { name: "good.exe" } })], undefined],
    ["ready", [event({ process: { name: "EVIL.exe" } })], []],
  ] as const)("%s", async (readiness, events, missing) => {
    const { rules } = await cover([eql(query)], events);
    expect(rules[0]?.readiness).toBe(readiness);
    if (missing) expect(rules[0]?.missing).toEqual(missing);
    else expect(rules[0]?.missing).toHaveLength(1);
  });
});

test("the fields of another kind of event do not count", async () => {
  const { rules } = await cover(
    [eql(`process where process.hash.md5 == "x"`)],
    [event({ process: { pid: 1 } }), event({ event: { category: ["file"] }, process: { hash: { md5: "x" } } })],
  );
  expect(rules[0]).toMatchObject({ readiness: "fields", missing: ["process.hash.md5"] });
});

test("one of several alternatives is enough, and the nearest one is named", async () => {
  const rule = eql(`process where (process.title == "a" and user.name == "b") or process.entity_id == "c" or process.pid == 7`);
  expect((await cover([rule], [event({ process: { pid: 1 } })])).rules[0]).toMatchObject({ readiness: "constants" });
  expect((await cover([rule], [event({ process: { name: "x" } })])).rules[0]).toMatchObject({
    readiness: "fields",
    missing: ["process.entity_id"],
  });
});

test("a multi-field is there when its parent is", async () => {
  const { rules } = await cover([eql(`process where process.name.caseless == "evil.exe"`)], [event({ process: { name: "Evil.exe" } })]);
  expect(rules[0]).toMatchObject({ readiness: "ready" });
});

test("a sequence is as ready as its worst stage, and needs its keys", async () => {
  const rule = eql(`sequence by host.id [process where process.pid == 1] [process where process.name == "x"]`);
  const { rules, fields } = await cover([rule], [event({ process: { pid: 1, name: "x" } })]);
  expect(rules[0]).toMatchObject({ readiness: "fields", missing: ["host.id"] });
  expect(fields).toEqual([{ field: "host.id", rules: 1 }]);
});

test("techniques take the best of their rules, and the layer says so", async () => {
  const technique = (id: string, subtechnique: readonly object[] = []) => ({
    id,
    name: id,
    reference: "https://example.com",
    subtechnique,
  });
  const threat = [
    {
      framework: "MITRE ATT&CK",
      tactic: { id: "TA0002", name: "Execution", reference: "https://example.com" },
      technique: [technique("T1059", [{ id: "T1059.001", name: "PowerShell", reference: "https://example.com" }])],
    },
  ];
  const ready = eql(`process where process.pid == 1`, { threat });
  const not = eql(`process where user.name == "x"`, { threat, rule_id: "00000000-0000-4000-8000-000000000002" });
  const report = await cover([ready, not], [event({ process: { pid: 1 } })]);
  expect(report.techniques).toMatchObject([
    { id: "T1059", tactics: ["Execution"], readiness: "ready", rules: { ready: 1, fields: 1 } },
    { id: "T1059.001", readiness: "ready" },
  ]);
  expect(navigatorLayer(report)).toMatchObject({
    domain: "enterprise-attack",
    techniques: [{ techniqueID: "T1059", score: 100, comment: "1 ready, 1 miss a field" }, { techniqueID: "T1059.001" }],
  });
});

const names = ["a", "b"] as const;
const leaf = fc.constantFrom("process.pid == 1", `process.name == "a"`, `user.name == "b"`, "process.pid > 5", `process.name like "b*"`);
const condition = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, leaf, tie("pair"), tie("negation")),
  pair: fc.tuple(tie("node"), fc.constantFrom("and", "or"), tie("node")).map(([a, op, b]) => `(${String(a)} ${op} ${String(b)})`),
  negation: tie("node").map((inner) => `not (${String(inner)})`),
})).node;
const someEvent = fc
  .record({ pid: fc.option(fc.constantFrom(1, 7)), name: fc.option(fc.constantFrom(...names)), user: fc.option(fc.constantFrom(...names)) })
  .map(({ pid, name, user }) => event({ process: { pid, name }, ...(user !== null && { user: { name: user } }) }));

test("law: a rule that fires on events is ready for them", async () => {
  await fc.assert(
    fc.asyncProperty(condition, fc.array(someEvent, { minLength: 1, maxLength: 4 }), async (where, events) => {
      const rule = eql(`process where ${String(where)}`);
      const engine = createEngine({ rules: [rule] });
      for (const each of events) engine.push(structuredClone(each));
      const fired = [...engine.finish()].length > 0;
      const { rules } = await cover([rule], events);
      expect(fired && rules[0]?.readiness !== "ready").toBe(false);
    }),
    { numRuns: 60 },
  );
});
