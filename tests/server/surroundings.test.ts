import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readMappings } from "../../src/toolkit/mapping-file.ts";
import type { AlertDetail, AlertPage } from "../../src/server/wire/alerts.ts";
import type { HuntResult } from "../../src/server/wire/hunt.ts";
import type { Completion, RuleCheck, TryResult } from "../../src/server/wire/rules.ts";
import { ruleText, startTestServer, type TestServer } from "./test-server.ts";

/** Field types, tables, mappings and an index of one's own: rules, tries, hunts and the editor know them as a scan does. */
const SCHEMA_RULE = "10000000-0000-4000-8000-0000000000b1";
const LOOKUP_RULE = "10000000-0000-4000-8000-0000000000b2";
const MAPPED_RULE = "10000000-0000-4000-8000-0000000000b3";
let folder = "";
let running: TestServer;

const esqlText = ruleText(
  LOOKUP_RULE,
  "Looked up",
  "esql",
  'FROM logs-* METADATA _id, _index | WHERE user.name IS NOT NULL | LOOKUP JOIN owners ON user.name | WHERE team == "red"',
)
  .replace('language = "kuery"', 'language = "esql"')
  .replace('index = ["logs-test-*"]\n', "");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-around-"));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const rules = [
    write("schema.toml", ruleText(SCHEMA_RULE, "Own type", "query", "shop.price >= 10").replace("logs-test-*", "logs-own-*")),
    write("lookup.toml", esqlText),
    write("mapped.toml", ruleText(MAPPED_RULE, "Mapped", "query", "source.ip: 10.0.0.0/8").replace("logs-test-*", "logs-*")),
  ];
  const schema = [write("fields.yml", "shop.price: long\n")];
  const lookups = [
    { name: "owners", file: write("owners.ndjson", '{"user.name":"ann","team":"red"}\n{"user.name":"bob","team":"blue"}\n') },
  ];
  const { mappings } = await readMappings([
    write("shop.toml", 'name = "shop"\ndataset = "shop.log"\n[fields]\n"source.ip" = "client_address"\n'),
  ]);
  running = await startTestServer({
    folder,
    paths: { rules, exceptions: [], valueLists: [], indicators: [], schema, tables: { lookups, policies: [] } },
    mappings,
    index: "logs-own-default",
  });
  await running.until(() => running.server.service.health().status === "ok");
}, 30_000);
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const method = body === undefined ? "GET" : "POST";
  const answer = await fetch(`${running.url}${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
}

const alertsOf = async (rule: string): Promise<AlertPage> => await ask("/api/tocsin/alerts/search", { rule: [rule] });

test("field types, tables and mappings of one's own, and the index of events without one", async () => {
  expect(running.server.service.rulesSummary).toMatchObject({ running: 3, errors: [] });
  const time = new Date().toISOString();
  const events = [
    { "@timestamp": time, event: { kind: "event" }, shop: { price: "12" } },
    { "@timestamp": time, event: { kind: "event" }, shop: { price: "9" } },
    { client_address: "10.1.2.3", n: 1 },
  ];
  await ask("/ingest", events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  await ask(
    "/ingest?index=logs-test-x",
    [
      { user: { name: "ann" }, event: { kind: "event" } },
      { user: { name: "bob" }, event: { kind: "event" } },
    ]
      .map((event) => `${JSON.stringify({ "@timestamp": time, ...event })}\n`)
      .join(""),
  );
  await running.until(async () =>
    (await Promise.all([SCHEMA_RULE, LOOKUP_RULE, MAPPED_RULE].map(alertsOf))).every(({ total }) => total > 0),
  );
  const [priced] = (await alertsOf(SCHEMA_RULE)).alerts;
  expect((await alertsOf(SCHEMA_RULE)).total).toBe(1);
  expect((await alertsOf(LOOKUP_RULE)).alerts.map(({ user }) => user)).toEqual(["ann"]);
  const detail = await ask<AlertDetail>(`/api/tocsin/alerts/${priced?.id}`);
  expect(detail.explanation?.stages[0]?.clause).toMatchObject({ verdict: true });
  expect(detail.document).toMatchObject({ shop: { price: "12" } });
});

test("hunts, tries, checks and completion know them", async () => {
  const span = { from: "now-1h", to: "now+1h" };
  const hunt = async (language: string, query: string): Promise<HuntResult> => await ask("/api/tocsin/hunt", { language, query, ...span });
  expect(await hunt("kuery", "shop.price > 9")).toMatchObject({ found: 1 });
  expect(await hunt("esql", "FROM logs-test-* | LOOKUP JOIN owners ON user.name | KEEP user.name, team | SORT user.name")).toMatchObject({
    result: {
      rows: [
        ["ann", "red"],
        ["bob", "blue"],
      ],
    },
  });
  expect(await hunt("esql", "FROM logs-own-* | STATS n = COUNT(*)")).toMatchObject({ result: { rows: [[2]] } });
  const { diagnostics } = await ask<RuleCheck>("/api/tocsin/rules/check", { source: esqlText, format: "toml" });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(await ask<TryResult>("/api/tocsin/rules/try", { source: esqlText, format: "toml", ...span })).toMatchObject({
    added: { length: 1 },
  });
  const { fields } = await ask<Completion>("/api/tocsin/completion");
  expect(fields).toContainEqual({ name: "shop.price", type: "long" });
});
