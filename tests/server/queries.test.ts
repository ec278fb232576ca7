import { once } from "node:events";
import net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HuntTask } from "../../src/server/queries/messages.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** Hunts run one after the other; who goes away gives up the turn. */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer();
}, 30_000);
afterAll(() => running.stop());

const hunt: HuntTask = { kind: "hunt", language: "kuery", query: "event.action:x", from: 0, to: 1, size: 1, longestMs: 30_000 };

test("twenty wait in line, and who comes then is told so; who leaves is ended, and the others go on", async () => {
  const { queries } = running.server.service;
  const [runs, waits] = [new AbortController(), new AbortController()];
  const first = queries.run(hunt, runs.signal);
  const second = queries.run(hunt, waits.signal);
  const others = Array.from({ length: 19 }, async () => await queries.run(hunt));
  await expect(queries.run(hunt)).rejects.toMatchObject({ status: 429, message: "20 queries wait already; they run one after the other" });
  expect(queries.waiting).toBe(20);
  waits.abort();
  await expect(second).rejects.toMatchObject({ status: 499 });
  runs.abort();
  await expect(first).rejects.toMatchObject({ status: 499 });
  expect((await Promise.all(others)).every((result) => "scanned" in result)).toBe(true);
  expect(queries.waiting).toBe(0);
  await expect(queries.run(hunt, AbortSignal.abort())).rejects.toMatchObject({ status: 499 });
}, 30_000);

test("a client that goes away ends its hunt", async () => {
  const { queries } = running.server.service;
  const run = queries.run.bind(queries);
  let signal: AbortSignal | undefined;
  queries.run = async (_task, given) => {
    signal = given;
    return await Promise.withResolvers<never>().promise;
  };
  try {
    const { hostname, port } = new URL(running.url);
    const socket = net.connect(Number(port), hostname);
    await once(socket, "connect");
    const body = JSON.stringify({ language: "kuery", query: "a:b", from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" });
    socket.write(`POST /api/tocsin/hunt HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await running.until(() => signal !== undefined);
    expect(signal?.aborted).toBe(false);
    socket.destroy();
    await running.until(() => signal?.aborted === true);
  } finally {
    queries.run = run;
  }
});
