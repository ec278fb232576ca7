import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NewApiKey } from "../../src/server/wire/data.ts";
import type { Session } from "../../src/server/wire/session.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** Who may do what, and what other sites cannot make a browser do. */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer({ noAuth: false });
}, 30_000);
afterAll(() => running.stop());

const PERSON = { name: "ann", password: "correct horse" };

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function ask(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Asked> {
  const given = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`${running.url}${path}`, { method, headers, redirect: "manual", ...(body !== undefined && { body: given }) });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const basic = (name: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});
const EVENT = '{"create":{"_index":"logs-test-default"}}\n{"a":1}\n';

async function logIn(): Promise<Record<string, string>> {
  const { headers, text } = await ask("POST", "/api/tocsin/session", {}, PERSON);
  const cookie = headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  return { cookie: cookie.split(";")[0] ?? "", "x-tocsin-csrf": (JSON.parse(text) as Session).csrf ?? "" };
}

test("nobody is let in before somebody is set up, and only with the token", async () => {
  expect(JSON.parse((await ask("GET", "/api/tocsin/session")).text)).toMatchObject({ firstRun: true, user: null });
  expect((await ask("GET", "/api/tocsin/rules")).status).toBe(401);
  expect((await ask("POST", "/_bulk", {}, EVENT)).status).toBe(401);
  expect((await ask("POST", "/api/tocsin/setup", {}, { ...PERSON, token: "wrong" })).status).toBe(403);
  const token = running.server.service.auth.setupToken;
  expect((await ask("POST", "/api/tocsin/setup", {}, { name: "x", password: "short", token })).status).toBe(400);
  expect(JSON.parse((await ask("POST", "/api/tocsin/setup", {}, { ...PERSON, token })).text)).toMatchObject({
    user: { name: "ann", role: "admin" },
  });
  expect((await ask("POST", "/api/tocsin/setup", {}, { name: "eve", password: "correct horse", token })).status).toBe(409);
});

describe("a person", () => {
  test("logs in by cookie and changes things with the session's token only", async () => {
    const session = await logIn();
    const { cookie = "" } = session;
    expect((await ask("GET", "/api/tocsin/rules", { cookie })).status).toBe(200);
    expect((await ask("POST", "/api/tocsin/keys", { cookie }, { name: "k" })).status).toBe(403);
    expect((await ask("POST", "/api/tocsin/keys", session, { name: "k" })).status).toBe(201);
    expect((await ask("POST", "/api/tocsin/keys", { ...session, origin: "https://evil.example" }, { name: "k" })).status).toBe(403);
    expect((await ask("POST", "/api/tocsin/keys", { ...session, "sec-fetch-site": "cross-site" }, { name: "k" })).status).toBe(403);
    await ask("DELETE", "/api/tocsin/session", session);
    expect((await ask("GET", "/api/tocsin/rules", { cookie })).status).toBe(401);
  });

  test("of the role read may neither triage nor administer", async () => {
    const session = await logIn();
    await ask("POST", "/api/tocsin/users", session, { name: "bob", password: "battery staple", role: "read" });
    const bob = basic("bob", "battery staple");
    expect((await ask("GET", "/api/tocsin/rules", bob)).status).toBe(200);
    expect((await ask("PATCH", "/api/tocsin/alerts", bob, { ids: ["x"], status: "closed" })).status).toBe(403);
    expect((await ask("GET", "/api/tocsin/keys", bob)).status).toBe(403);
    expect((await ask("POST", "/_bulk", bob, EVENT)).status).toBe(403);
    expect((await ask("PATCH", "/api/tocsin/users/bob", session, { role: "triage" })).status).toBe(200);
    expect((await ask("PATCH", "/api/tocsin/alerts", bob, { ids: ["x"], status: "closed" })).status).toBe(200);
    expect((await ask("DELETE", "/api/tocsin/users/bob", session)).status).toBe(204);
    expect((await ask("GET", "/api/tocsin/rules", bob)).status).toBe(401);
  });
});

test("a shipper's key sends events, is asked for in three spellings, and does nothing else", async () => {
  const session = await logIn();
  const { key } = JSON.parse((await ask("POST", "/api/tocsin/keys", session, { name: "beats" })).text) as NewApiKey;
  const encoded = { authorization: `ApiKey ${Buffer.from(key).toString("base64")}` };
  for (const headers of [encoded, { authorization: `ApiKey ${key}` }, { authorization: `Bearer ${key}` }])
    expect((await ask("POST", "/_bulk", headers, EVENT)).status).toBe(200);
  expect((await ask("GET", "/", encoded)).status).toBe(200);
  expect((await ask("GET", "/api/tocsin/rules", encoded)).status).toBe(403);
  expect((await ask("POST", "/_bulk", { authorization: `ApiKey ${key}x` }, EVENT)).status).toBe(401);
});

test("who guesses has to wait", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 30; i++) statuses.push((await ask("GET", "/_license", { authorization: `ApiKey no:${i}` })).status);
  expect(statuses[0]).toBe(401);
  expect(statuses.at(-1)).toBe(429);
});

test("every answer says what browsers must not do; browsers are sent to the pages", async () => {
  const { headers } = await ask("GET", "/health");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const page = await ask("GET", "/", { accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
  expect([page.status, page.headers.get("location")]).toEqual([302, "/app/"]);
  expect((await ask("GET", "/", { accept: "*/*" })).status).toBe(401);
});

test("no secret reaches the log or the database's texts", () => {
  const logged = running.logged.join("\n");
  expect(logged).not.toContain(PERSON.password);
  const rows = running.server.service.database.prepare("SELECT * FROM users").all();
  expect(JSON.stringify(rows)).not.toContain(PERSON.password);
});
