import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataOverview } from "../../src/server/wire/data.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

let running: TestServer;
beforeAll(async () => {
  running = await startTestServer();
}, 30_000);
afterAll(() => running.stop());

const post = (body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Response> =>
  fetch(`${running.url}/v1/logs?index=logs-otel-default`, { method: "POST", body, headers: { "content-type": type } });

/** `resource_logs { scope_logs { log_records { body { string_value: "hi" } } } }` */
const PROTOBUF = Uint8Array.from([0x0a, 0x0a, 0x12, 0x08, 0x12, 0x06, 0x2a, 0x04, 0x0a, 0x02, 0x68, 0x69]);
const JSON_BODY = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: "hi" } }] }] }] });

test("logs come in protobuf and in JSON, and are answered in kind", async () => {
  const inProtobuf = await post(PROTOBUF, "application/x-protobuf");
  expect([inProtobuf.status, inProtobuf.headers.get("content-type"), (await inProtobuf.arrayBuffer()).byteLength]).toEqual([
    200,
    "application/x-protobuf",
    0,
  ]);
  expect(await (await post(JSON_BODY, "application/json")).json()).toEqual({ partialSuccess: {} });
  await running.until(() => running.server.service.backlog === 0);
  const { sources } = (await (await fetch(`${running.url}/api/tocsin/data`)).json()) as DataOverview;
  expect(sources).toMatchObject([{ index: "logs-otel-default", events: 2 }]);
});

test("bytes that are no such request are refused", async () => {
  expect((await post(Uint8Array.from([0xff, 0xff]), "application/x-protobuf")).status).toBe(400);
});
