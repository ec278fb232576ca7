import { once } from "node:events";
import { closeSync, openSync, readdirSync, writeSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alertStore } from "../../src/store/alerts.ts";
import { readFrameAt } from "../../src/store/journal/reader.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** What goes wrong around the service: clear answers, nothing lost, and not a word about the inside. */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer();
  await running.until(() => running.server.service.health().status === "ok");
}, 30_000);
afterAll(() => running.stop());

const port = (): number => Number(new URL(running.url).port);
const EVENT = '{"create":{"_index":"logs-test-default"}}\n{"event":{"category":"process"}}\n';

async function bulk(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${running.url}/_bulk`, { method: "POST", body, headers });
  return { status: answer.status, text: await answer.text() };
}

/** Sends raw bytes and gives what comes back until the connection ends, or a moment has passed. */
async function raw(bytes: string | Buffer): Promise<string> {
  const socket = net.connect(port(), "127.0.0.1");
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
  socket.on("error", () => undefined);
  socket.write(bytes);
  await Promise.race([once(socket, "close"), new Promise((done) => setTimeout(done, 50))]);
  socket.destroy();
  return text;
}

const INSIDE = /\bat \S+ \(|node_modules|\.ts:\d+|node:internal/;

describe("requests that are none", () => {
  test("a thousand of them get an answer of 4xx each, or the end of the connection", async () => {
    const words = [
      "GET",
      "POST",
      "/_bulk",
      "HTTP/1.1",
      "\r\n",
      "Host: x",
      "Content-Length: 5",
      "Transfer-Encoding: chunked",
      "\u0000",
      "{}",
      ": ",
    ];
    const lines = fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 12 });
    const samples = fc.sample(lines, { numRuns: 500, seed: 7 });
    for (let i = 0; i < samples.length; i += 50) {
      const texts = await Promise.all(samples.slice(i, i + 50).map((parts) => raw(parts.join(" "))));
      for (const text of texts) {
        expect(text).not.toMatch(INSIDE);
        if (text !== "") expect(text).toMatch(/^HTTP\/1\.1 [45]\d\d/);
      }
    }
    const bodies = fc.sample(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((json) => `${json}\n`),
      ),
      { numRuns: 500, seed: 7 },
    );
    for (let i = 0; i < bodies.length; i += 50) {
      const answers = await Promise.all(bodies.slice(i, i + 50).map((body) => bulk(body)));
      for (const { status, text } of answers) {
        expect([200, 400]).toContain(status);
        expect(text).not.toMatch(INSIDE);
      }
    }
    expect(running.server.service.health().status).toBe("ok");
    expect(running.logged.filter((line) => line.startsWith("error"))).toEqual([]);
  }, 60_000);

  test("odd bodies and paths are told what is wrong", async () => {
    expect(await bulk("x", { "content-encoding": "lzw" })).toMatchObject({ status: 415 });
    expect(await bulk("x", { "content-encoding": "gzip" })).toMatchObject({ status: 400 });
    for (const path of [
      "/%",
      "/a/b/c/d",
      "/_bulk/x",
      "/api/none",
      "/api/tocsin/none",
      `/${"x".repeat(5_000)}`,
      "/..%2f..%2fetc%2fpasswd",
      "/app/..%2f..%2fpackage.json",
    ]) {
      const answer = await fetch(`${running.url}${path}`);
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
      expect(await answer.text()).not.toMatch(INSIDE);
    }
    const answer = await fetch(`${running.url}/api/tocsin/alerts/search`, { method: "POST", body: '{"size": "x"}' });
    expect(await answer.json()).toMatchObject({ error: { code: "bad_request", message: expect.stringContaining("size") as string } });
  });

  test("a bomb is refused before it goes off", async () => {
    const { gzipSync } = await import("node:zlib");
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(150 * 1024 * 1024)));
    expect((await bulk(bomb, { "content-encoding": "gzip" })).status).toBe(413);
  });
});

describe("clients that are slow, leave, or are many", () => {
  test("half a request takes nothing, and the next is answered", async () => {
    const before = running.server.service.journal.durable.sequence;
    const socket = net.connect(port(), "127.0.0.1");
    socket.write(`POST /_bulk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${EVENT.length}\r\n\r\n${EVENT.slice(0, 40)}`);
    await new Promise((done) => setTimeout(done, 100));
    socket.destroy();
    expect((await bulk(EVENT)).status).toBe(200);
    expect(running.server.service.journal.durable.sequence).toBe(before + 1);
  });

  test("a client that sends a byte at a time holds nobody up", async () => {
    const socket = net.connect(port(), "127.0.0.1");
    socket.write(`POST /_bulk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${EVENT.length}\r\n\r\n`);
    const answered = once(socket, "data");
    for (const char of EVENT) {
      socket.write(char);
      if (char === "{") expect((await bulk(EVENT)).status).toBe(200);
    }
    expect(String((await answered)[0])).toContain("HTTP/1.1 200");
    socket.destroy();
  });

  test("a thousand idle connections leave room for the next", async () => {
    const sockets = await Promise.all(
      Array.from({ length: 1_000 }, async () => {
        const socket = net.connect(port(), "127.0.0.1");
        socket.on("error", () => undefined);
        await once(socket, "connect");
        return socket;
      }),
    );
    expect((await bulk(EVENT)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});

test("a backlog over its bound is 429 before anything is taken", async () => {
  const small = await startTestServer({ mostBacklog: 0 });
  try {
    const answer = await fetch(`${small.url}/_bulk`, { method: "POST", body: EVENT });
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(await answer.json()).toMatchObject({ error: { type: "es_rejected_execution_exception" }, status: 429 });
    expect(small.server.service.journal.durable.sequence).toBe(0);
  } finally {
    await small.stop();
  }
});

test("hostile text in an event is text in every answer", async () => {
  const evil = "</script><script>alert(1)</script>\u001b[31m\u202e";
  const event = { "@timestamp": new Date().toISOString(), event: { category: "process" }, host: { name: evil }, process: { name: evil } };
  await bulk(`{"create":{"_index":"logs-test-default"}}\n${JSON.stringify(event)}\n`);
  const search = async (): Promise<Response> =>
    await fetch(`${running.url}/api/tocsin/alerts/search`, { method: "POST", body: JSON.stringify({ host: [evil] }) });
  await running.until(async () => ((await (await search()).json()) as { total: number }).total === 1);
  const answer = await search();
  expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test("a damaged database is told with what to do, and the journal makes the alerts anew", async () => {
  const first = await startTestServer();
  const { folder } = first;
  await fetch(`${first.url}/_bulk`, { method: "POST", body: EVENT });
  await first.until(() => alertStore(first.server.service.database).count() === 1);
  const [alert] = alertStore(first.server.service.database).after(0, 1);
  await first.server.stop();
  const file = openSync(join(folder, "data", "tocsin.db"), "r+");
  writeSync(file, Buffer.alloc(4_096, 0x5a), 0, 4_096, 0);
  closeSync(file);
  await expect(startTestServer({ folder })).rejects.toThrow(/is damaged .*Move it and its -wal and -shm files away/s);
  const { rmSync } = await import("node:fs");
  for (const name of readdirSync(join(folder, "data"))) if (name.startsWith("tocsin.db")) rmSync(join(folder, "data", name));
  const again = await startTestServer({ folder });
  try {
    await again.until(() => alertStore(again.server.service.database).count() === 1);
    expect(alertStore(again.server.service.database).after(0, 1)[0]?.id).toBe(alert?.id);
  } finally {
    await again.server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("slow headers and slow bodies are ended with 408, in the manner of an Elasticsearch", async () => {
  const impatient = await startTestServer({ patience: { headers: 300, request: 600, check: 100 } });
  try {
    const ask = async (bytes: string): Promise<string> => {
      const socket = net.connect(Number(new URL(impatient.url).port), "127.0.0.1");
      const chunks: Buffer[] = [];
      socket.on("data", (chunk: Buffer) => chunks.push(chunk));
      socket.on("error", () => undefined);
      socket.write(bytes);
      // A byte now and then does not win time.
      const timer = setInterval(() => socket.write("x"), 100);
      await once(socket, "close");
      clearInterval(timer);
      return Buffer.concat(chunks).toString();
    };
    const answers = await Promise.all([
      ask("POST /_bulk HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "),
      ask("POST /_bulk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n"),
    ]);
    for (const answer of answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toMatchObject({ error: { type: "bad_request" }, status: 408 });
    }
    expect((await fetch(`${impatient.url}/health`)).status).toBe(200);
  } finally {
    await impatient.stop();
  }
}, 20_000);

test("a clock that leaps does not move the time of arrival, which the engine goes by", async () => {
  const now = Date.now.bind(Date);
  Date.now = () => now() + 60 * 60_000;
  try {
    const { segment, offset } = running.server.service.journal.durable;
    expect((await bulk(EVENT)).status).toBe(200);
    const frame = readFrameAt(running.server.service.journalFolder, segment, offset);
    expect(Math.abs((frame?.received ?? 0) - now())).toBeLessThan(30_000);
  } finally {
    Date.now = now;
  }
});
