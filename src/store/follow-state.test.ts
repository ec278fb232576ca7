import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Engine } from "../engine/contract.ts";
import { createEngine } from "../engine/engine.ts";
import { loadRuleText } from "../rules/load.ts";
import { inTransaction, openDatabase } from "./database.ts";
import { followStore } from "./follow-state.ts";

const { rules } = loadRuleText(
  "sequence.toml",
  `
[rule]
rule_id = "11111111-1111-4111-8111-111111111111"
name = "two in a row"
description = "."
author = ["t"]
severity = "low"
risk_score = 1
type = "eql"
language = "eql"
index = ["logs-*"]
query = 'sequence by host.id with maxspan=5m [process where process.name == "a"] [process where process.name == "b"]'
`,
);

const START = Date.parse("2024-05-01T10:00:00Z");
const event = (name: string, seconds: number): Record<string, never> =>
  JSON.parse(
    JSON.stringify({
      "@timestamp": new Date(START + seconds * 1000).toISOString(),
      _index: "logs-x",
      event: { category: "process" },
      host: { id: "h" },
      process: { name },
    }),
  ) as Record<string, never>;

const folder = mkdtempSync(join(tmpdir(), "tocsin-state-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const engine = (): Engine => createEngine({ rules, lateness: 60_000 });

test("what waits to be judged is there after the state of a follower was read back", () => {
  const database = openDatabase(join(folder, "state.db"));
  const store = followStore(database, "f");
  const before = engine();
  before.advance(START + 1000);
  before.push(event("a", 0));
  inTransaction(database, () => store.save({ progress: null, state: before.changes(), memory: [] }));
  const after = engine();
  expect(after.restore(store.state())).toEqual([]);
  after.push(event("b", 1));
  expect([...after.advance(START + 3_600_000)].map((alert) => alert["kibana.alert.rule.name"])).toContain("two in a row");
  database.close();
});
