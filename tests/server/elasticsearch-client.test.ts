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

describe("what was sent is found again", () => {
  const START = Date.UTC(2026, 2, 1);
  const INDEX = "logs-found-default";
  const ids = async (query: object): Promise<unknown[]> => {
    const { hits } = await client.search<{ n: number }>({ index: INDEX, query, size: 100, sort: [{ n: "asc" }] });
    return hits.hits.map(({ _source: source }) => source?.n);
  };

  test("after it was indexed", async () => {
    const documents = Array.from({ length: 40 }, (_, n) => ({
      "@timestamp": new Date(START + n * 60_000).toISOString(),
      n,
      host: { name: `h${n % 4}` },
      process: { name: n % 2 === 0 ? "bash" : "curl", command_line: `curl http://x/${n}` },
    }));
    await client.bulk({ operations: documents.flatMap((each) => [{ create: { _index: INDEX } }, each]) });
    const { service } = running.server;
    await running.until(() => service.backlog === 0);
    await running.until(async () => (await client.count({ index: INDEX })).count === 40);
    expect((await client.count({ index: INDEX, query: { term: { "host.name": "h1" } } })).count).toBe(10);
  });

  test.each([
    [{ match_all: {} }, 40],
    [{ term: { "process.name": "bash" } }, 20],
    [{ query_string: { query: "process.name:curl AND host.name:h3" } }, 10],
    [{ bool: { filter: [{ term: { "host.name": "h0" } }], must_not: [{ range: { n: { gte: 8 } } }] } }, 2],
    [{ range: { "@timestamp": { gte: "2026-03-01T00:10:00Z", lt: "2026-03-01T00:20:00Z" } } }, 10],
    [{ bool: { should: [{ wildcard: { "process.command_line": "*x/1" } }, { exists: { field: "nothing.here" } }] } }, 1],
  ])("by %j", async (query, expected) => {
    expect(await ids(query)).toHaveLength(expected);
  });

  test("in order, page by page, with the fields asked for", async () => {
    const { hits } = await client.search({
      index: "logs-found-*",
      from: 5,
      size: 2,
      sort: [{ "@timestamp": "desc" }],
      _source: ["host.*", "n"],
      track_total_hits: true,
    });
    expect(hits.total).toEqual({ value: 40, relation: "eq" });
    expect(hits.hits).toMatchObject([
      { _index: INDEX, _source: { n: 34, host: { name: "h2" } }, sort: [START + 34 * 60_000] },
      { _index: INDEX, _source: { n: 33, host: { name: "h1" } } },
    ]);
    expect(Object.keys(hits.hits[0]?.["_source"] ?? {})).toEqual(["n", "host"]);
    const { hits: bare } = await client.search({ index: INDEX, _source: false, size: 1, q: "process.name:bash" });
    expect(Object.keys(bare.hits[0] ?? {})).toEqual(["_index", "_id", "_score"]);
  });

  test("counted by aggregations", async () => {
    const { aggregations } = await client.search({ index: INDEX, size: 0, aggs: { hosts: { terms: { field: "host.name" } } } });
    expect(aggregations).toMatchObject({
      hosts: { buckets: [{ doc_count: 10 }, { doc_count: 10 }, { doc_count: 10 }, { doc_count: 10 }] },
    });
  });

  test("alerts too, under the names of their indices", async () => {
    const { hits } = await client.search({
      index: ".alerts-security.alerts-default",
      query: { term: { "kibana.alert.severity": "medium" } },
    });
    expect(hits.hits[0]?.["_source"]).toMatchObject({ "kibana.alert.rule.name": "Any process" });
  });

  test("what the URL asks of alerts is refused, for only the body is heeded", async () => {
    const answer = await fetch(`${running.url}/.alerts-security.alerts-default/_search?q=a:b`);
    const { error } = (await answer.json()) as { error: { reason: string } };
    expect([answer.status, error.reason]).toEqual([400, expect.stringMatching(/^\[q\] in the URL/u)]);
  });

  test("what is not understood is refused with its reason", async () => {
    await expect(client.search({ index: "logs-none-default" })).rejects.toMatchObject({ statusCode: 404 });
    expect((await client.search({ index: "logs-none-*" })).hits.total).toEqual({ value: 0, relation: "eq" });
    for (const [body, reason] of [
      [{ query: { geo_shape: { a: 1 } } }, /geo_shape/],
      [{ query: { query_string: { query: "a:(b" } } }, /./],
      [{ query: { query_string: { query: "a:b", default_operator: "XOR" } } }, /neither `and` nor `or`/],
      [{ knn: {} }, /unknown key \[knn\]/],
      [{ size: 20_000 }, /Result window is too large/],
      [{ sort: [{ n: "up" }] }, /asc or desc/],
      [{ aggs: { a: { geohash_grid: { field: "x" } } } }, /geohash_grid/],
    ] as const) {
      const answer = await fetch(`${running.url}/${INDEX}/_search`, { method: "POST", body: JSON.stringify(body) });
      const { error, status } = (await answer.json()) as { error: { type: string; reason: string }; status: number };
      expect([answer.status, status], JSON.stringify(body)).toEqual([400, 400]);
      expect(error.reason).toMatch(reason);
    }
  });

  test("one by its id, be it its own or one that was given", async () => {
    const { hits } = await client.search({ index: INDEX, size: 1, sort: [{ n: "asc" }] });
    const id = hits.hits[0]?.["_id"] ?? "";
    expect(await client.get({ index: INDEX, id })).toMatchObject({ _id: id, found: true, _source: { n: 0 } });
    await client.index({ index: INDEX, id: "own-1", document: { n: 100, host: { name: "z" } } });
    await running.until(async () => (await fetch(`${running.url}/${INDEX}/_doc/own-1`)).status === 200);
    expect(await client.get({ index: INDEX, id: "own-1" })).toMatchObject({ _source: { n: 100, host: { name: "z" } } });
    expect(await client.exists({ index: INDEX, id: "own-1" })).toBe(true);
    for (const [index, other] of [
      [INDEX, "own-2"],
      ["logs-other-default", id],
    ] as const) {
      const answer = await fetch(`${running.url}/${index}/_doc/${other}`);
      expect([answer.status, await answer.json()]).toEqual([404, { _index: index, _id: other, found: false }]);
    }
  });

  test("and told about", async () => {
    expect((await client.cat.indices({ index: INDEX, format: "json" }))[0]).toMatchObject({
      index: INDEX,
      "docs.count": "41",
      status: "open",
    });
    const text = await (await fetch(`${running.url}/_cat/indices?v&h=index,docs.count`)).text();
    expect(text).toMatch(/^index +docs\.count\n/);
    expect(text).toMatch(/^logs-found-default +41$/m);
    expect((await client.cat.health({ format: "json" }))[0]).toMatchObject({ cluster: "tocsin", status: "green" });
    const stats = await client.indices.stats({ index: INDEX });
    expect(stats.indices?.[INDEX]?.total?.docs?.count).toBe(41);
    expect(await client.cluster.getSettings()).toEqual({ persistent: {}, transient: {} });
    const mapping = await client.indices.getMapping({ index: INDEX });
    const { properties = {} } = mapping[INDEX]?.mappings ?? {};
    expect(properties["process"]).toMatchObject({ properties: { name: { type: "keyword" }, pid: { type: "long" } } });
    expect(await client.indices.exists({ index: INDEX })).toBe(true);
    expect(await client.indices.exists({ index: "logs-none-default" })).toBe(false);
  });
});
