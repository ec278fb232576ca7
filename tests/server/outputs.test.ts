import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Settings } from "../../src/server/wire/data.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** Alerts go to a webhook that fails at first, to a file, and to the bulk API of an Elasticsearch: another Tocsin. */
let running: TestServer;
let other: TestServer;
let hook: Server;
const heard: { readonly authorization: string | undefined; readonly names: readonly unknown[] }[] = [];

beforeAll(async () => {
  running = await startTestServer();
  other = await startTestServer();
  hook = createServer((request, response) => {
    void hear(request).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((done) => hook.listen(0, "127.0.0.1", done));
}, 60_000);
afterAll(async () => {
  hook.close();
  hook.closeAllConnections();
  await running.stop();
  await other.stop();
});

/** The first request fails. */
async function hear(request: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { alerts } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { alerts: readonly Record<string, unknown>[] };
  heard.push({ authorization: request.headers.authorization, names: alerts.map((each) => each["kibana.alert.rule.name"]) });
  return heard.length === 1 ? 500 : 200;
}

const settings = async (method = "GET", body?: object): Promise<Settings> => {
  const answer = await fetch(`${running.url}/api/tocsin/settings`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Settings;
};

test("each output hears of each alert, one that fails is tried again, and what is not meant to be told is not", async () => {
  const file = join(running.folder, "alerts.ndjson");
  const { port } = hook.address() as AddressInfo;
  const before = await settings();
  await settings("PUT", {
    ...before,
    outputs: [
      { name: "hook", kind: "webhook", target: `http://127.0.0.1:${port}/`, enabled: true, authorization: "Bearer secret" },
      { name: "file", kind: "file", target: file, enabled: true },
      { name: "cluster", kind: "elasticsearch", target: `${other.url}/logs-alerts-default`, enabled: true },
      { name: "off", kind: "file", target: `${file}.off`, enabled: false },
    ],
  });
  const event = { "@timestamp": new Date().toISOString(), event: { category: "process" }, host: { name: "h" } };
  await fetch(`${running.url}/_bulk`, { method: "POST", body: `{"create":{"_index":"logs-test-default"}}\n${JSON.stringify(event)}\n` });
  await running.until(() => heard.length === 2 && existsSync(file));
  expect(heard).toEqual(Array.from({ length: 2 }, () => ({ authorization: "Bearer secret", names: ["Any process"] })));
  const [line = "", ...more] = readFileSync(file, "utf8").trim().split("\n");
  expect([JSON.parse(line), more]).toMatchObject([{ "kibana.alert.rule.name": "Any process", host: { name: "h" } }, []]);
  const count = async (): Promise<number> =>
    ((await (await fetch(`${other.url}/logs-alerts-default/_count`)).json()) as { readonly count?: number }).count ?? 0;
  await running.until(async () => (await count()) === 1);
  await running.until(async () => (await settings()).outputs.every(({ delivered, enabled }) => delivered === Number(enabled)));
  const { outputs } = await settings();
  expect(outputs.find(({ name }) => name === "hook")).toMatchObject({ delivered: 1, failed: 1 });
  expect(JSON.stringify(outputs)).not.toContain("secret");
  expect(existsSync(`${file}.off`)).toBe(false);
}, 60_000);
