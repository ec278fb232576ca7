import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedPath } from "../support/shared.ts";
import { PROCESS_RULE_ID, ruleText, startTestServer, type TestServer } from "./test-server.ts";

/** The parts of Kibana's detection API that tools use, as they use them. */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer();
  await running.until(() => running.server.service.health().status === "ok");
}, 30_000);
afterAll(() => running.stop());

type Json = Record<string, unknown>;

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; json: Json; text: string }> {
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const answer = await fetch(`${running.url}${path}`, { method, headers: { "kbn-xsrf": "true", ...headers }, ...sent });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
  return { status: answer.status, json: isJson ? (JSON.parse(text) as Json) : {}, text };
}

const RULES = "/api/detection_engine/rules";
const ID = "20000000-0000-4000-8000-000000000001";
const RULE = {
  rule_id: ID,
  name: "Bob",
  description: "d",
  risk_score: 21,
  severity: "low",
  type: "query",
  language: "kuery",
  query: "user.name:bob",
  index: ["logs-test-*"],
  exceptions_list: [{ id: "quiet", list_id: "quiet", type: "detection", namespace_type: "single" }],
};

async function ring(user: string): Promise<void> {
  const event = { "@timestamp": new Date().toISOString(), user: { name: user }, host: { name: "h" } };
  await fetch(`${running.url}/logs-test-default/_doc`, { method: "POST", body: JSON.stringify(event) });
  await running.until(() => running.server.service.backlog === 0);
}

const search = async (query?: Json): Promise<{ total: { value: number }; hits: { _id: string; _index: string; _source: Json }[] }> =>
  (await ask("POST", "/api/detection_engine/signals/search", { size: 100, ...(query && { query }) })).json["hits"] as never;
const ofRule = { match: { "kibana.alert.rule.rule_id": ID } };

describe("rules", () => {
  test("are made, read, changed, replaced, found", async () => {
    expect((await ask("GET", "/api/status")).json).toMatchObject({ version: { number: expect.stringMatching(/^\d/) as string } });
    expect((await ask("POST", RULES, RULE)).json).toMatchObject({
      id: ID,
      rule_id: ID,
      enabled: true,
      immutable: false,
      query: "user.name:bob",
    });
    expect((await ask("POST", RULES, RULE)).json).toMatchObject({ statusCode: 409 });
    expect((await ask("PATCH", RULES, { rule_id: ID, name: "Bobby" })).json).toMatchObject({
      name: "Bobby",
      query: "user.name:bob",
      revision: 1,
    });
    expect((await ask("PUT", RULES, { ...RULE, tags: ["x"] })).json).toMatchObject({ name: "Bob", tags: ["x"] });
    const { json } = await ask("GET", `${RULES}/_find?per_page=1&sort_field=name&filter=${encodeURIComponent("alert.attributes.tags: x")}`);
    expect(json).toMatchObject({ page: 1, perPage: 1, total: 1, data: [{ rule_id: ID }] });
    expect((await ask("GET", `/s/default${RULES}?rule_id=${ID}`)).json).toMatchObject({ rule_id: ID });
    expect((await ask("POST", RULES, { ...RULE, rule_id: undefined, query: "a: (b" })).status).toBe(400);
    expect((await ask("GET", `${RULES}?rule_id=none`)).json).toMatchObject({ statusCode: 404 });
  });

  test("are enabled, disabled, duplicated and deleted in bulk", async () => {
    const { json } = await ask("POST", `${RULES}/_bulk_action`, { action: "disable", ids: [ID, PROCESS_RULE_ID] });
    expect(json).toMatchObject({ success: true, attributes: { summary: { succeeded: 2 } } });
    expect((await ask("GET", `${RULES}?rule_id=${PROCESS_RULE_ID}`)).json).toMatchObject({ enabled: false });
    await ask("POST", `${RULES}/_bulk_action`, { action: "enable", query: "alert.attributes.enabled: false" });
    expect((await ask("GET", `${RULES}?rule_id=${PROCESS_RULE_ID}`)).json).toMatchObject({ enabled: true });
    await ask("POST", `${RULES}/_bulk_action`, { action: "duplicate", ids: [ID] });
    const { json: found } = await ask("GET", `${RULES}/_find?filter=${encodeURIComponent('alert.attributes.name: "Bob [Duplicate]"')}`);
    const [copy] = found["data"] as Json[];
    expect(copy).toMatchObject({ enabled: false, query: "user.name:bob" });
    await ask("DELETE", `${RULES}?id=${String(copy?.["id"])}`);
    expect((await ask("GET", `${RULES}?id=${String(copy?.["id"])}`)).status).toBe(404);
  });

  test("are edited in bulk, tried without effect, and told one by one where they cannot be", async () => {
    const edit = [
      { type: "add_tags", value: ["x", "new"] },
      { type: "set_schedule", value: { interval: "10m", lookback: "1m" } },
      { type: "add_index_patterns", value: ["more-*"] },
    ];
    // As clients in the field send it: what they do not mean is null.
    const body = { action: "edit", ids: [ID], query: null, edit, duplicate: null };
    const { json: dry } = await ask("POST", `${RULES}/_bulk_action?dry_run=true`, body);
    expect(dry).toMatchObject({ success: true, attributes: { summary: { succeeded: 1 }, results: { updated: [] } } });
    expect((await ask("GET", `${RULES}?rule_id=${ID}`)).json).toMatchObject({ tags: ["x"], interval: "5m" });
    const { json } = await ask("POST", `${RULES}/_bulk_action?dry_run=false`, body);
    const edited = { tags: ["x", "new"], interval: "10m", from: "now-660s", index: ["logs-test-*", "more-*"], enabled: true };
    expect(json).toMatchObject({ success: true, attributes: { results: { updated: [edited] } } });
    const { json: undone } = await ask("POST", `${RULES}/_bulk_action`, {
      action: "edit",
      ids: [ID],
      edit: [
        { type: "delete_tags", value: ["new"] },
        { type: "set_index_patterns", value: ["logs-test-*"] },
      ],
    });
    expect(undone).toMatchObject({ attributes: { results: { updated: [{ tags: ["x"], index: ["logs-test-*"] }] } } });
    const unknown = await ask("POST", `${RULES}/_bulk_action`, {
      action: "edit",
      ids: [ID, "none"],
      edit: [{ type: "add_nonsense", value: 1 }],
    });
    expect(unknown).toMatchObject({ status: 500, json: { attributes: { summary: { failed: 2 } } } });
    expect(JSON.stringify(unknown.json)).toContain("add_nonsense is not supported");
    expect(JSON.stringify(unknown.json)).toContain("Rule not found");
  });

  test("are found by the words of their names, tactic, technique, and marks of old", async () => {
    const found = async (filter: string): Promise<unknown> =>
      (await ask("GET", `${RULES}/_find?per_page=100&filter=${encodeURIComponent(filter)}`)).json["total"];
    expect(await found("alert.attributes.name: bob")).toBe(1);
    expect(await found('alert.attributes.tags:"__internal_immutable:false" and alert.attributes.name: bob')).toBe(1);
    expect(await found('alert.attributes.params.ruleSource.type: "external"')).toBe(0);
    expect(await found("alert.attributes.params.threat.technique.id: T9999")).toBe(0);
  });

  test("travel as exports, as a form and as a body", async () => {
    const { text } = await ask("POST", `${RULES}/_export`, { objects: [{ rule_id: ID }, { rule_id: "none" }] });
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Json);
    expect(lines.at(-1)).toMatchObject({ exported_rules_count: 1, missing_rules: [{ rule_id: "none" }] });
    const { text: bare } = await ask("POST", `${RULES}/_export?exclude_export_details=true`, { objects: [{ rule_id: ID }] });
    expect(bare.trimEnd().split("\n")).toHaveLength(1);
    await ask("DELETE", `${RULES}?rule_id=${ID}`);
    const form = new FormData();
    form.set("file", new Blob([text]), "rules.ndjson");
    const answer = await fetch(`${running.url}${RULES}/_import?overwrite=false`, { method: "POST", body: form });
    expect(await answer.json()).toMatchObject({ success: true, success_count: 1, rules_count: 1, errors: [] });
    const again = await ask("POST", `${RULES}/_import`, `${text}{"rule_id":"x","name":"faulty"}\n`);
    expect(again.json).toMatchObject({
      success: false,
      success_count: 0,
      errors: [{ rule_id: ID, error: { status_code: 409 } }, { error: { status_code: 400 } }],
    });
  });
});

describe("exceptions and value lists", () => {
  test("take effect with the next event", async () => {
    await ring("bob");
    await running.until(async () => (await search(ofRule)).total.value === 1);
    await ask("POST", "/api/lists", { id: "calm", name: "calm", description: "d", type: "keyword" });
    await ask("POST", "/api/exception_lists", { list_id: "quiet", name: "quiet", description: "d", type: "detection" });
    const entries = [{ field: "user.name", operator: "included", type: "list", list: { id: "calm", type: "keyword" } }];
    const item = { list_id: "quiet", item_id: "bob", name: "bob", description: "d", type: "simple", entries };
    expect((await ask("POST", "/api/exception_lists/items", item)).json).toMatchObject({ item_id: "bob", list_id: "quiet" });
    expect((await ask("POST", "/api/exception_lists/items", { ...item, item_id: "y", entries: [{ type: "match" }] })).status).toBe(400);
    const form = new FormData();
    form.set("file", new Blob(["bob\neve\n"]), "calm.txt");
    await fetch(`${running.url}/api/lists/items/_import?list_id=calm`, { method: "POST", body: form });
    expect((await ask("GET", "/api/lists/items/_find?list_id=calm")).json).toMatchObject({ total: 2 });
    await ring("bob");
    expect((await search(ofRule)).total.value).toBe(1);
    expect((await ask("GET", "/api/exception_lists/items/_find?list_id=quiet")).json).toMatchObject({ total: 1 });
    await ask("DELETE", "/api/exception_lists/items?item_id=bob");
    await ring("bob");
    await running.until(async () => (await search(ofRule)).total.value === 2);
  });
});

describe("alerts", () => {
  test("are searched with Elasticsearch's DSL", async () => {
    const query = { bool: { filter: [{ term: { "kibana.alert.workflow_status": "open" } }, { match_phrase: { "user.name": "bob" } }] } };
    const hits = await search(query);
    expect(hits.total.value).toBe(2);
    expect(hits.hits[0]).toMatchObject({ _index: ".alerts-security.alerts-default", _source: { "kibana.alert.rule.name": "Bob" } });
    expect((await search({ range: { "@timestamp": { lt: "2000-01-01" } } })).total.value).toBe(0);
    expect((await ask("POST", "/api/detection_engine/signals/search", { query: { nonsense: {} } })).status).toBe(400);
  });

  test("are counted by Elasticsearch's aggregations", async () => {
    const aggs = {
      users: {
        terms: { field: "user.name" },
        aggs: { latest: { max: { field: "@timestamp" } }, hosts: { cardinality: { field: "host.name" } } },
      },
      days: { date_histogram: { field: "@timestamp", calendar_interval: "1d" } },
      status: { terms: { field: "signal.status" } },
    };
    for (const [range, hits] of [
      [{ gte: "now-1h", lte: "now+1d/d" }, 1],
      [{ gt: "now+1h" }, 0],
      [{ lt: "2020-01-01||+1y/y" }, 0],
    ] as const) {
      const found = await ask("POST", "/api/detection_engine/signals/search", { size: 1, query: { range: { "@timestamp": range } } });
      expect((found.json["hits"] as { hits: unknown[] }).hits.length).toBe(hits);
    }
    const { json } = await ask("POST", "/api/detection_engine/signals/search", { size: 0, query: ofRule, aggs });
    expect(json).toMatchObject({
      hits: { total: { value: 2 }, hits: [] },
      aggregations: {
        users: {
          buckets: [{ key: "bob", doc_count: 2, hosts: { value: 1 }, latest: { value_as_string: expect.stringMatching(/Z$/) as string } }],
        },
        status: { buckets: [{ key: "open", doc_count: 2 }] },
      },
    });
    const refused = async (agg: unknown): Promise<string> =>
      (await ask("POST", "/api/detection_engine/signals/search", { aggs: { a: agg } })).text;
    expect(await refused({ significant_text: { field: "message" } })).toContain("significant_text is not computed here");
    expect(await refused({ terms: { field: "a", script: "1" } })).toContain("aggs.a.terms.script is not supported");
  });

  test("are closed, tagged and assigned", async () => {
    const [hit] = (await search(ofRule)).hits;
    const ids = [hit?.["_id"]];
    expect(
      (await ask("POST", "/api/detection_engine/signals/status", { signal_ids: ids, status: "closed", reason: "benign" })).json,
    ).toMatchObject({ updated: 1 });
    await ask("POST", "/api/detection_engine/signals/tags", { ids, tags: { tags_to_add: ["t"], tags_to_remove: [] } });
    await ask("POST", "/api/detection_engine/signals/assignees", { ids, assignees: { add: ["ann"], remove: [] } });
    const closed = await search({ term: { "kibana.alert.workflow_status": "closed" } });
    expect(closed.hits.map(({ _source }) => _source)).toMatchObject([
      { "kibana.alert.workflow_tags": ["t"], "kibana.alert.workflow_assignee_ids": ["ann"], "kibana.alert.workflow_reason": "benign" },
    ]);
    await ask("POST", "/api/detection_engine/signals/status", { query: { match_all: {} }, status: "open" });
    expect((await search({ term: { "kibana.alert.workflow_status": "closed" } })).total.value).toBe(0);
  });
});

const corpus = sharedPath("corpus/detection-rules/rules");
test.skipIf(corpus === undefined)("a public rule goes in and comes out as it was", async () => {
  const { loadRuleText } = await import("../../src/rules/load.ts");
  const file = join(corpus ?? "", "windows", "execution_command_shell_started_by_svchost.toml");
  const [rule] = loadRuleText(file, readFileSync(file, "utf8")).rules;
  const { json } = await ask("POST", `${RULES}/_import`, `${JSON.stringify(rule?.params)}\n`);
  expect(json).toMatchObject({ success: true, success_count: 1 });
  expect((await ask("GET", `${RULES}?rule_id=${rule?.id}`)).json).toMatchObject({ name: rule?.name, query: rule?.query?.source.text });
});

test("a file's rule that is edited takes effect without a restart", async () => {
  const { writeFileSync } = await import("node:fs");
  writeFileSync(running.rules, ruleText(PROCESS_RULE_ID, "Any carol", "query", "user.name:carol"));
  await running.until(async () => (await ask("GET", `${RULES}?rule_id=${PROCESS_RULE_ID}`)).json["name"] === "Any carol");
  await running.until(() => running.logged.some((line) => line.includes("rules were read again")));
  await ring("carol");
  await running.until(async () => (await search({ match: { "kibana.alert.rule.rule_id": PROCESS_RULE_ID } })).total.value === 1);
});
