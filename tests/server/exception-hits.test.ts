import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RuleDetail } from "../../src/server/wire/rules.ts";
import { PROCESS_RULE_ID, ruleText, SEQUENCE_RULE_ID, startTestServer, type TestServer } from "./test-server.ts";

/** A rule's page says how often each exception took something out: that of a sequence too, and no event twice after a restart. */
let folder = "";
let running: TestServer;

const BOUND = '[[rule.exceptions_list]]\nid = "quiet"\nlist_id = "quiet"\ntype = "detection"\nnamespace_type = "single"\n';
const item = (id: string, user: string): object => ({
  list_id: "quiet",
  item_id: id,
  name: `Item ${id}`,
  description: "d",
  type: "simple",
  entries: [{ field: "user.name", operator: "included", type: "match", value: user }],
});

async function start(): Promise<void> {
  const [rules, exceptions] = [join(folder, "rules.toml"), join(folder, "exceptions.ndjson")];
  running = await startTestServer({
    folder,
    latenessMs: 600_000,
    paths: { rules: [rules, join(folder, "more.toml")], exceptions: [exceptions], valueLists: [], indicators: [] },
  });
  await running.until(() => running.server.service.health().status === "ok");
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-hits-"));
  writeFileSync(join(folder, "rules.toml"), ruleText(PROCESS_RULE_ID, "Any", "query", "event.category:process") + BOUND);
  const sequence = 'sequence by host.name with maxspan=1h [any where event.action == "a"] [any where event.action == "b"]';
  writeFileSync(join(folder, "more.toml"), ruleText(SEQUENCE_RULE_ID, "Pair", "eql", sequence) + BOUND);
  const list = { list_id: "quiet", name: "quiet", description: "d", type: "detection" };
  writeFileSync(
    join(folder, "exceptions.ndjson"),
    [list, item("one", "ann"), item("two", "bob")].map((each) => `${JSON.stringify(each)}\n`).join(""),
  );
  await start();
}, 30_000);
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function hitsOf(id: string): Promise<RuleDetail["exceptions"]> {
  const answer = await fetch(`${running.url}/api/tocsin/rules/${id}`);
  return ((await answer.json()) as RuleDetail).exceptions;
}

async function send(user: string, event: object): Promise<void> {
  const document = { "@timestamp": new Date().toISOString(), host: { name: "h" }, user: { name: user }, event };
  await fetch(`${running.url}/ingest?index=logs-test-x`, { method: "POST", body: `${JSON.stringify(document)}\n` });
}

test("how often each exception applied", async () => {
  expect(await hitsOf(PROCESS_RULE_ID)).toEqual([
    { list: "quiet", item: "Item one", hits: 0, last: null },
    { list: "quiet", item: "Item two", hits: 0, last: null },
  ]);
  for (const user of ["ann", "ann", "bob", "cid"]) await send(user, { category: "process" });
  await send("ann", { action: "a" });
  await send("cid", { action: "a" });
  await running.until(async () => (await hitsOf(SEQUENCE_RULE_ID))[0]?.hits === 1);
  const ago = (last: string | null | undefined): number => Date.now() - Date.parse(last ?? "");
  const told = await hitsOf(PROCESS_RULE_ID);
  expect(told.map(({ hits }) => hits)).toEqual([2, 1]);
  expect(told.every(({ last }) => ago(last) >= 0 && ago(last) < 60_000)).toBe(true);
  // Events that wait are judged once more after a restart.
  await running.server.stop();
  await start();
  await send("ann", { action: "b" });
  await running.until(async () => (await hitsOf(SEQUENCE_RULE_ID))[0]?.hits === 2);
  expect((await hitsOf(PROCESS_RULE_ID)).map(({ hits }) => hits)).toEqual([2, 1]);
}, 60_000);
