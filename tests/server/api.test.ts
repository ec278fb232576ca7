import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AlertDetail, AlertPage, AlertSummary, Timeline } from "../../src/server/wire/alerts.ts";
import type { DataOverview, NewApiKey } from "../../src/server/wire/data.ts";
import type { HuntResult } from "../../src/server/wire/hunt.ts";
import type { ErrorReply } from "../../src/server/wire/json.ts";
import type { AttackMatrix, Completion, RuleCheck, RuleDetail, RuleList, TryResult } from "../../src/server/wire/rules.ts";
import { PROCESS_RULE_ID, ruleText, SEQUENCE_RULE_ID, startTestServer, type TestServer } from "./test-server.ts";

let running: TestServer;
let T0 = 0;
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();

/** The answer is taken to be what the wire types say. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
async function ask<T>(method: string, path: string, body?: unknown): Promise<{ status: number; json: T }> {
  const answer = await fetch(`${running.url}${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, json: (text === "" ? null : JSON.parse(text)) as T };
}

async function send(events: readonly object[], index = "logs-test-default"): Promise<void> {
  const body = events.map((event) => `${JSON.stringify(event)}\n`).join("");
  const answer = await fetch(`${running.url}/ingest?index=${index}`, { method: "POST", body });
  expect(await answer.json()).toMatchObject({ accepted: events.length, failed: 0 });
  await running.until(() => running.server.service.backlog === 0);
}

const page = async (filter: object = {}): Promise<AlertPage> => (await ask<AlertPage>("POST", "/api/tocsin/alerts/search", filter)).json;

beforeAll(async () => {
  running = await startTestServer({ latenessMs: 2_000 });
  await running.until(() => running.server.service.health().status === "ok");
  T0 = Date.now();
  await send([
    {
      "@timestamp": at(0),
      event: { category: "process" },
      host: { name: "h1" },
      user: { name: "ann" },
      process: { name: "a.exe", pid: 1 },
    },
    {
      "@timestamp": at(1),
      event: { category: "process" },
      host: { name: "h1" },
      user: { name: "bob" },
      process: { name: "b.exe", pid: 2, parent: { pid: 1, name: "a.exe" } },
    },
    { "@timestamp": at(2), event: { action: "a" }, host: { name: "h1" }, user: { name: "ann" } },
    { "@timestamp": at(3), event: { action: "b" }, host: { name: "h2" }, user: { name: "ann" } },
  ]);
  await running.until(async () => (await page()).total >= 3);
}, 30_000);
afterAll(() => running.stop());

describe("alerts", () => {
  test("are listed in pages, with cursors", async () => {
    const first = await page({ size: 2 });
    expect([first.total, first.alerts.length]).toEqual([3, 2]);
    const second = await page({ size: 2, after: first.next });
    expect(second.alerts).toHaveLength(1);
    expect(second.next).toBeUndefined();
    expect(new Set([...first.alerts, ...second.alerts].map(({ id }) => id)).size).toBe(3);
  });

  test("are selected by columns and by KQL over their documents", async () => {
    expect((await page({ user: ["bob"] })).alerts.map(({ process }) => process)).toEqual(["b.exe"]);
    expect((await page({ query: "process.pid >= 2 and host.name:h1" })).total).toBe(1);
    expect((await page({ rule: [SEQUENCE_RULE_ID] })).total).toBe(1);
    expect((await page({ rule: [SEQUENCE_RULE_ID], buildingBlocks: true })).total).toBe(3);
    const fault = await ask<ErrorReply>("POST", "/api/tocsin/alerts/search", { query: "a: (b" });
    expect([fault.status, fault.json.diagnostics?.some(({ severity }) => severity === "error")]).toEqual([400, true]);
  });

  test.each([
    ["now-1h", undefined, 3],
    ["now+1h", undefined, 0],
    [undefined, "now-1h", 0],
    ["now-1d/d", "now+1d/d", 3],
    ["2020-01-01||+1M/d", undefined, 3],
    ["2020-01-01", "2020-01-01||+1y", 0],
    ["2020", "now+1h", 3],
  ])("are selected by date math: %s to %s", async (from, to, total) => {
    const span = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    expect((await page(span)).total).toBe(total);
    const { json } = await ask<AlertSummary>("POST", "/api/tocsin/alerts/summary", span);
    expect(json.histogram.series.flatMap(({ counts }) => counts).reduce((a, b) => a + b, 0)).toBe(total);
    if (from === undefined) return;
    const hunted = await ask<HuntResult>("POST", "/api/tocsin/hunt", {
      language: "kuery",
      query: "event.category:*",
      from,
      to: to ?? "now+1d",
    });
    expect(hunted.json.result).toMatchObject({ kind: "events", events: { length: total === 3 ? 2 : 0 } });
  });

  test.each(["now-", "now-1", "now-1x", "tomorrow", "2020-13-01", "now+99999999999999y", "now||", "||+1d"])(
    "what is no time is a fault: %s",
    async (from) => {
      expect((await ask("POST", "/api/tocsin/alerts/search", { from })).status).toBe(400);
      expect((await ask("POST", "/api/tocsin/hunt", { language: "kuery", query: "a:1", from, to: "now" })).status).toBe(400);
    },
  );

  test("are counted by field and time", async () => {
    const { json } = await ask<AlertSummary>("POST", "/api/tocsin/alerts/summary", {});
    expect(json.facets.find(({ field }) => field === "rule")?.values).toEqual([
      { value: PROCESS_RULE_ID, label: "Any process", count: 2 },
      { value: SEQUENCE_RULE_ID, label: "One then the other", count: 1 },
    ]);
    expect(json.histogram.series.find(({ name }) => name === "medium")?.counts.reduce((a, b) => a + b, 0)).toBe(3);
    expect((await ask("POST", "/api/tocsin/alerts/groups", { by: "user" })).json).toMatchObject({
      groups: [{ value: "ann" }, { value: "bob", last: at(1) }],
    });
  });

  test("are explained, with process tree, timeline, related alerts and notes", async () => {
    const [alert] = (await page({ user: ["bob"] })).alerts;
    const path = `/api/tocsin/alerts/${alert?.id}`;
    await ask("POST", `${path}/notes`, { text: "looked at it" });
    const { json } = await ask<AlertDetail>("GET", path);
    expect(json.explanation?.stages).toMatchObject([
      { title: "query", clause: { verdict: true, seen: [{ field: "event.category", values: ["process"] }] } },
    ]);
    expect(json.processTree).toMatchObject([{ name: "a.exe", subject: false, children: [{ name: "b.exe", subject: true }] }]);
    expect(json.related.length).toBeGreaterThan(0);
    expect(json.notes).toMatchObject([{ author: "local", text: "looked at it" }]);
    const timeline = await ask<Timeline>("GET", `${path}/timeline?minutes=5`);
    expect(timeline.json.events.map(({ subject }) => subject)).toEqual([false, true, false]);
    expect((await ask("GET", "/api/tocsin/alerts/none")).status).toBe(404);
  });

  test("of a sequence are explained stage by stage", async () => {
    const [alert] = (await page({ rule: [SEQUENCE_RULE_ID] })).alerts;
    const { json } = await ask<AlertDetail>("GET", `/api/tocsin/alerts/${alert?.id}`);
    expect(json.explanation?.stages.map(({ title }) => title)).toEqual(["stage 1", "stage 2"]);
    expect(json.explanation?.story.length).toBeGreaterThan(0);
  });

  test("are triaged, by id or by filter", async () => {
    const [alert] = (await page()).alerts;
    const change = { ids: [alert?.id], status: "acknowledged", addTags: ["seen"], addAssignees: ["eve"] };
    expect((await ask("PATCH", "/api/tocsin/alerts", change)).json).toEqual({ changed: 1 });
    expect((await page({ status: ["acknowledged"], tag: ["seen"], assignee: ["eve"] })).alerts.map(({ id }) => id)).toEqual([alert?.id]);
    expect((await ask("PATCH", "/api/tocsin/alerts", { filter: {}, status: "closed" })).json).toEqual({ changed: 3 });
    expect((await page({ status: ["open"] })).total).toBe(0);
    expect((await ask("PATCH", "/api/tocsin/alerts", { status: "open" })).status).toBe(400);
  });
});

describe("rules", () => {
  const TEXT = ruleText("10000000-0000-4000-8000-000000000009", "Bob", "query", "user.name:bob");

  test("are listed with their health", async () => {
    const { json } = await ask<RuleList>("GET", "/api/tocsin/rules");
    expect(json.rules).toMatchObject([
      { id: PROCESS_RULE_ID, health: "running", alerts24h: 2, matches: 2 },
      { id: SEQUENCE_RULE_ID, health: "running", alerts24h: 1 },
    ]);
  });

  test("are checked while they are written, faults at their places in the text", async () => {
    const good = await ask<RuleCheck>("POST", "/api/tocsin/rules/check", { source: TEXT, format: "toml" });
    expect(good.json.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(TEXT.slice(good.json.query?.from, good.json.query?.to)).toContain("user.name:bob");
    const source = TEXT.replace("user.name:bob", "user.name:(bob");
    const bad = await ask<RuleCheck>("POST", "/api/tocsin/rules/check", { source, format: "toml" });
    const fault = bad.json.diagnostics.find(({ severity }) => severity === "error");
    expect(fault?.line).toBeGreaterThan(1);
    expect(source.slice(0, fault?.from).split("\n")).toHaveLength(fault?.line ?? 0);
  });

  test("are tried on stored events against the saved rule", async () => {
    const span = { from: at(-60), to: at(60) };
    const saved = (await ask<RuleDetail>("GET", `/api/tocsin/rules/${PROCESS_RULE_ID}`)).json;
    const source = saved.source.replace("event.category:process", "event.category:process and user.name:ann or event.action:a");
    const { json } = await ask<TryResult>("POST", "/api/tocsin/rules/try", { source, format: "toml", against: PROCESS_RULE_ID, ...span });
    expect(json).toMatchObject({ events: 4, same: 1, silence: null });
    expect([json.added.length, json.removed.map(({ user }) => user)]).toEqual([1, ["bob"]]);
    const silent = await ask<TryResult>("POST", "/api/tocsin/rules/try", {
      source: TEXT.replace("bob", "nobody"),
      format: "toml",
      ...span,
    });
    expect(silent.json.silence).toBe("no event fits its query");
  });

  test("are saved, in force at once, and taken back", async () => {
    expect((await ask("POST", "/api/tocsin/rules", { source: TEXT, format: "toml" })).status).toBe(201);
    await send([{ "@timestamp": at(30), user: { name: "bob" } }]);
    await running.until(async () => (await page({ rule: ["10000000-0000-4000-8000-000000000009"] })).total === 1);
    const path = "/api/tocsin/rules/10000000-0000-4000-8000-000000000009";
    await ask("PATCH", path, { enabled: false });
    expect((await ask<RuleDetail>("GET", path)).json.row).toMatchObject({ enabled: false, health: "disabled" });
    expect((await ask("PUT", path, { source: TEXT.replace("user.name:bob", "user.name:("), format: "toml" })).status).toBe(400);
    expect((await ask("DELETE", path)).status).toBe(204);
    expect((await ask("GET", path)).status).toBe(404);
    expect((await ask("DELETE", `/api/tocsin/rules/${PROCESS_RULE_ID}`)).status).toBe(409);
  });

  test("have completion and a matrix", async () => {
    const { json } = await ask<Completion>("GET", "/api/tocsin/completion");
    expect(json.fields.find(({ name }) => name === "process.pid")).toEqual({ name: "process.pid", type: "long" });
    expect(json.functions.some(({ name }) => name === "cidrMatch")).toBe(true);
    expect((await ask<AttackMatrix>("GET", "/api/tocsin/attack")).json).toEqual({ tactics: [] });
  });
});

describe("stored events", () => {
  const hunt = (language: string, query: string) =>
    ask<HuntResult>("POST", "/api/tocsin/hunt", { language, query, from: at(-60), to: at(60) });

  test("are hunted in every language", async () => {
    expect((await hunt("kuery", "host.name:h2")).json).toMatchObject({ result: { kind: "events", events: [{ user: { name: "ann" } }] } });
    const { json } = await hunt("eql", "process where process.pid == 2");
    expect(json.result).toMatchObject({ kind: "events", events: [{ process: { name: "b.exe" } }] });
    expect(json.histogram.series[0]?.counts.reduce((a, b) => a + b, 0)).toBe(1);
    const sequence = await hunt("eql", 'sequence by user.name [any where event.action == "a"] [any where event.action == "b"]');
    expect(sequence.json.result).toMatchObject({ kind: "sequences", sequences: [{ joinKeys: ["ann"] }] });
    expect((await hunt("lucene", "user.name:bob")).json).toMatchObject({
      found: 2,
      result: { kind: "events", events: [{ user: { name: "bob" } }, { user: { name: "bob" } }] },
    });
    expect((await hunt("esql", "FROM logs-* | STATS n = COUNT(*) BY user.name | SORT user.name")).json).toMatchObject({
      scanned: 5,
      stopped: null,
      result: {
        kind: "table",
        rows: [
          [3, "ann"],
          [2, "bob"],
        ],
      },
    });
    expect((await hunt("eql", "process whre")).status).toBe(400);
  });

  test("are accounted for by source", async () => {
    const { json } = await ask<DataOverview>("GET", "/api/tocsin/data");
    expect(json.sources).toMatchObject([{ index: "logs-test-default", shippers: ["local"], rules: 2, hosts: 2 }]);
    // By the index that rules see, which an event's data stream names before the request does.
    await send([{ "@timestamp": at(4), data_stream: { type: "logs", dataset: "own", namespace: "default" } }], "logs-sent-default");
    const after = await ask<DataOverview>("GET", "/api/tocsin/data");
    expect(after.json.sources.map(({ index }) => index).toSorted()).toEqual(["logs-own-default", "logs-test-default"]);
    expect(json.sources[0]?.perMinute.reduce((a, b) => a + b, 0)).toBe(json.sources[0]?.events);
    expect(json.store.events).toBeGreaterThanOrEqual(4);
  });
});

test("an alert counts what is suppressed into it", async () => {
  const grouped = ruleText("10000000-0000-4000-8000-00000000000a", "Grouped", "query", "user.name:mallory").concat(
    '[rule.alert_suppression]\ngroup_by = ["user.name"]\nmissing_fields_strategy = "suppress"\n',
    '[rule.alert_suppression.duration]\nvalue = 1\nunit = "h"\n',
  );
  expect((await ask("POST", "/api/tocsin/rules", { source: grouped, format: "toml" })).status).toBe(201);
  for (let i = 0; i < 3; i++) await send([{ "@timestamp": at(40 + i), user: { name: "mallory" } }]);
  await running.until(async () => (await page({ user: ["mallory"] })).alerts[0]?.suppressed === 2);
  const [alert] = (await page({ user: ["mallory"] })).alerts;
  const { json } = await ask<AlertDetail>("GET", `/api/tocsin/alerts/${alert?.id}`);
  expect(json.document["kibana.alert.suppression.docs_count"]).toBe(2);
  expect((await page({ user: ["mallory"] })).total).toBe(1);
});

test("keys, metrics and the OpenAPI document", async () => {
  const { json } = await ask<NewApiKey>("POST", "/api/tocsin/keys", { name: "beats" });
  expect(json.key).toMatch(/^[\w-]+:[\w-]{43}$/);
  expect((await ask("DELETE", `/api/tocsin/keys/${json.id}`)).status).toBe(204);
  const metrics = await (await fetch(`${running.url}/metrics`)).text();
  expect(metrics).toMatch(/^tocsin_events_accepted_total \d+$/m);
  const { json: document } = await ask<{ openapi: string; paths: object }>("GET", "/api/tocsin/openapi.json");
  expect([document.openapi, Object.keys(document.paths).length > 40]).toEqual(["3.1.0", true]);
});
