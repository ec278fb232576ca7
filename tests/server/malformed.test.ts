import { afterAll, beforeAll, expect, test } from "vitest";
import { malformedRequests } from "../../scripts/soak/malformed.ts";
import { createRandom } from "../../scripts/soak/random.ts";
import { faultOfAnswer, rawRequest } from "../../scripts/soak/raw-request.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** A thousand requests over all routes, each wrong in a way of its own. */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer();
  await running.until(() => running.server.service.health().status === "ok");
}, 30_000);
afterAll(() => running.stop());

const EVENT = '{"create":{"_index":"logs-test-default"}}\n{"event":{"category":"process"}}\n';
const good = async (): Promise<number> => (await fetch(`${running.url}/_bulk`, { method: "POST", body: EVENT })).status;

test("a thousand malformed requests are answered in the manner of their routes, and take nothing with them", async () => {
  const { host, port } = new URL(running.url);
  const faults: string[] = [];
  let n = 0;
  for (const { what, bytes, family } of malformedRequests(createRandom(7), 1_000, host)) {
    const fault = faultOfAnswer(await rawRequest(Number(port), bytes), family);
    if (fault !== undefined) faults.push(`${what} → ${fault}`);
    if (n++ % 100 === 0) expect(await good()).toBe(200);
  }
  expect(faults).toEqual([]);
  expect(running.logged.filter((line) => line.startsWith("error"))).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  await running.until(() => running.server.service.backlog === 0);
  expect(running.server.service.health()).toEqual({ status: "ok", reasons: [] });
}, 90_000);
