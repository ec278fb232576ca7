import { Client } from "@elastic/elasticsearch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alertStore } from "../../src/store/alerts.ts";
import { PROCESS_RULE_ID, startTestServer, type TestServer } from "./test-server.ts";

/** The official client, unchanged, against the service. */
let running: TestServer;
let client: Client;
beforeAll(async () => {
  running = await startTestServer();
  client = new Client({ node: running.url });
}, 30_000);
afterAll(async () => {
  await client.close();
  await running.stop();
});

const process = (n: number) => ({ "@timestamp": new Date().toISOString(), event: { category: "process" }, n, host: { name: `h${n % 3}` } });

describe("the Elasticsearch client", () => {
  test("finds an Elasticsearch", async () => {
    const { version, tagline } = await client.info();
    expect(tagline).toBe("You Know, for Search");
    expect(version.number).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await client.ping()).toBe(true);
    expect((await client.cluster.health()).cluster_name).toBe("tocsin");
    expect((await client.license.get()).license.status).toBe("active");
  });

  test("is asked for parts of an answer", async () => {
    const parts = await (await fetch(`${running.url}/_license?filter_path=license.type,-license.uid`)).json();
    expect(parts).toEqual({ license: { type: "basic" } });
  });

  test("makes an index by date math, with the alias it writes to", async () => {
    const index = await fetch(`${running.url}/%3Clogstash-%7Bnow%2Fd%7D-000001%3E`, {
      method: "PUT",
      body: '{"aliases":{"logstash":{"is_write_index":true}}}',
    });
    const today = new Date().toISOString().slice(0, 10).replaceAll("-", ".");
    expect(await index.json()).toMatchObject({ acknowledged: true, index: `logstash-${today}-000001` });
    expect(await client.indices.exists({ index: "logstash" })).toBe(true);
    expect(await client.indices.existsAlias({ name: "logstash" })).toBe(true);
  });

  test("puts templates, policies and pipelines, and finds them again", async () => {
    expect(await client.indices.existsIndexTemplate({ name: "t" })).toBe(false);
    await client.indices.putIndexTemplate({ name: "t", index_patterns: ["logs-*"], data_stream: {} });
    expect(await client.indices.existsIndexTemplate({ name: "t" })).toBe(true);
    expect((await client.indices.getIndexTemplate({ name: "t" })).index_templates.map(({ name }) => name)).toEqual(["t"]);
    await client.ilm.putLifecycle({ name: "p", policy: { phases: {} } });
    expect(Object.keys(await client.ilm.getLifecycle({ name: "p" }))).toEqual(["p"]);
    await client.ingest.putPipeline({ id: "q", processors: [] });
    expect(Object.keys(await client.ingest.getPipeline({ id: "q" }))).toEqual(["q"]);
    await expect(client.ingest.getPipeline({ id: "none" })).rejects.toMatchObject({ statusCode: 404 });
  });

  test("sends events with its bulk helper, and alerts ring", async () => {
    const documents = Array.from({ length: 250 }, (_, n) => process(n));
    const result = await client.helpers.bulk({
      datasource: documents,
      flushBytes: 5_000,
      onDocument: () => ({ create: { _index: "logs-test-default" } }),
    });
    expect(result).toMatchObject({ total: 250, successful: 250, failed: 0 });
    const alerts = alertStore(running.server.service.database);
    await running.until(() => alerts.count() > 0 && running.server.service.backlog === 0);
    // A rule rings no more often than its max_signals for a slot.
    await running.until(() => alerts.count() >= 100);
    const [first] = alerts.after(0, 1);
    expect(first).toMatchObject({ ruleId: PROCESS_RULE_ID, severity: "medium", status: "open", host: "h0" });
    expect(alerts.document(first?.id ?? "")).toMatchObject({ "kibana.alert.rule.name": "Any process", "event.kind": "signal" });
  });

  test("hears of each item that was not taken", async () => {
    const { errors, items } = await client.bulk({
      operations: [
        { create: { _index: "UPPER" } },
        process(1),
        { delete: { _index: "a", _id: "1" } },
        { index: { _index: "logs-test-b", _id: "x" } },
        process(2),
      ],
    });
    expect(errors).toBe(true);
    expect(items.map((item) => Object.values(item)[0]?.status)).toEqual([400, 400, 201]);
    expect(items[0]?.create?.error?.type).toBe("invalid_index_name_exception");
    expect(items[2]?.index).toMatchObject({ _id: "x" });
  });

  test("sends one document", async () => {
    const answer = await client.index({ index: "logs-test-c", document: process(3) });
    expect([answer.result, answer["_id"].length]).toEqual(["created", 20]);
  });
});
