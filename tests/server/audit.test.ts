import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAudited } from "../../src/server/http/audit.ts";
import { ROUTES } from "../../src/server/routes.ts";
import type { AuditLog, NewApiKey } from "../../src/server/wire/data.ts";
import type { Session } from "../../src/server/wire/session.ts";
import { inWords } from "../../ui/src/audit/actions.ts";
import { ruleText, startTestServer, type TestServer } from "./test-server.ts";

/** Who changed what is written down, and no secret anywhere. */
let running: TestServer;
let session: Record<string, string> = {};
const PASSWORD = "correct horse battery";
const OTHER_PASSWORD = "staple of another";
const WEBHOOK_SECRET = "Bearer hook-secret-0123456789";
const secrets: string[] = [PASSWORD, OTHER_PASSWORD, WEBHOOK_SECRET];

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers = session,
): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(`${running.url}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

beforeAll(async () => {
  running = await startTestServer({ noAuth: false });
  const token = running.server.service.auth.setupToken ?? "";
  secrets.push(token);
  const made = await ask("POST", "/api/tocsin/setup", { name: "ann", password: PASSWORD, token }, {});
  const cookie = made.headers.get("set-cookie")?.split(";")[0] ?? "";
  session = { cookie, "x-tocsin-csrf": (JSON.parse(made.text) as Session).csrf ?? "" };
  secrets.push(cookie.split("=")[1] ?? "", session["x-tocsin-csrf"] ?? "");
}, 30_000);
afterAll(() => running.stop());

const RULE = "10000000-0000-4000-8000-000000000009";
const log = async (): Promise<AuditLog["entries"]> =>
  (JSON.parse((await ask("GET", "/api/tocsin/audit?limit=1000")).text) as AuditLog).entries;

test("rules, exceptions, statuses, people, keys, settings and log-ins, done and refused, with who and what", async () => {
  await running.until(() => running.server.service.health().status === "ok");
  await ask("POST", "/api/tocsin/rules", { source: ruleText(RULE, "Mine", "query", "user.name:x"), format: "toml" });
  await ask("POST", "/api/exception_lists", { list_id: "calm", name: "Calm", type: "detection", description: "d" });
  await ask("POST", "/api/detection_engine/signals/status", { signal_ids: ["none"], status: "closed" });
  await ask("POST", "/api/tocsin/users", { name: "bob", password: OTHER_PASSWORD, role: "read" });
  const { key } = JSON.parse((await ask("POST", "/api/tocsin/keys", { name: "beats" })).text) as NewApiKey;
  secrets.push(key.split(":")[1] ?? "");
  const output = { name: "hook", kind: "webhook", target: "http://127.0.0.1:9/", enabled: false, authorization: WEBHOOK_SECRET };
  expect((await ask("PUT", "/api/tocsin/settings", { retentionDays: 5, retentionBytes: 1e9, outputs: [output] })).status).toBe(200);
  const basic = { authorization: `Basic ${Buffer.from(`bob:${OTHER_PASSWORD}`).toString("base64")}` };
  secrets.push(basic.authorization.slice(6));
  expect((await ask("DELETE", "/api/tocsin/users/ann", undefined, basic)).status).toBe(403);
  expect((await ask("POST", "/api/tocsin/session", { name: "ann", password: "a wrong one" }, {})).status).toBe(401);
  secrets.push("a wrong one");

  expect((await ask("GET", "/api/tocsin/audit", undefined, basic)).status).toBe(403);
  const entries = [...(await log())].reverse();
  const told = entries.map(({ who, action, subject, status }) => [who, action, status, subject]);
  expect(told).toEqual([
    ["ann", "POST /api/tocsin/setup", 200, { name: "ann" }],
    ["ann", "POST /api/tocsin/rules", 201, { id: RULE }],
    ["ann", "POST /api/exception_lists", 200, expect.objectContaining({ list_id: "calm", name: "Calm" })],
    ["ann", "POST /api/detection_engine/signals/status", 200, { signal_ids: ["none"], status: "closed" }],
    ["ann", "POST /api/tocsin/users", 201, { name: "bob", role: "read" }],
    ["ann", "POST /api/tocsin/keys", 201, { id: expect.any(String), name: "beats" }],
    ["ann", "PUT /api/tocsin/settings", 200, { retentionDays: 5, retentionBytes: 1e9 }],
    ["bob", "DELETE /api/tocsin/users/:name", 403, { name: "ann" }],
    ["ann", "POST /api/tocsin/session", 401, { name: "ann" }],
  ]);
  expect(entries.map(({ kind, role }) => `${kind} ${role}`)).toContain("user admin");
  expect(running.logged.filter((line) => line.startsWith("info audit"))).toHaveLength(entries.length);
});

test("it is searched by text, in any case, and by what was refused", async () => {
  const found = async (query: string): Promise<string[]> => {
    const { text } = await ask("GET", `/api/tocsin/audit?${query}`);
    return (JSON.parse(text) as AuditLog).entries.map(({ who, action }) => `${who} ${action}`);
  };
  expect(await found("text=CALM")).toEqual(["ann POST /api/exception_lists"]);
  expect(await found("text=bob&refused=true")).toEqual(["bob DELETE /api/tocsin/users/:name"]);
  expect(await found("refused=true")).toEqual(["ann POST /api/tocsin/session", "bob DELETE /api/tocsin/users/:name"]);
  expect(await found("text=%25")).toEqual([]);
  expect((await found("refused=false&limit=2")).length).toBe(2);
  expect((await ask("GET", "/api/tocsin/audit?refused=perhaps")).status).toBe(400);
});

test("the page has words for whatever is written down", () => {
  const actions = ROUTES.flatMap(({ routes }) =>
    routes.flatMap((route) => {
      const methods = typeof route.method === "string" ? [route.method] : route.method;
      const path = typeof route.path === "string" ? route.path : route.path[0];
      return methods.filter((method) => isAudited(route, method)).map((method) => `${method} ${path ?? ""}`);
    }),
  );
  expect(actions.length).toBeGreaterThan(30);
  expect(actions.filter((action) => inWords(action) === action)).toEqual([]);
});

test("no secret is in the log, the audit log, the answers to admins, or, but for what outputs must send, the data folder", async () => {
  const answers = await Promise.all(
    ["settings", "keys", "users", "audit", "session"].map(async (name) => (await ask("GET", `/api/tocsin/${name}`)).text),
  );
  // The session's own token is told to its page.
  const csrf = session["x-tocsin-csrf"];
  const places = { log: running.logged.join("\n"), answers: answers.slice(0, 4).join("\n"), audit: JSON.stringify(await log()) };
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets) expect([place, text.includes(secret)]).toEqual([place, false]);
  const data = join(running.folder, "data");
  const files = readdirSync(data, { recursive: true, encoding: "utf8" }).map((name) => join(data, name));
  const kept = files
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, "latin1"))
    .join("\n");
  for (const secret of secrets.filter((each) => each !== WEBHOOK_SECRET && each !== csrf)) expect(kept.includes(secret)).toBe(false);
  expect(statSync(data).mode & 0o077).toBe(0);
});

test("what is dear has a rate for each client", async () => {
  const hunt = { language: "kuery", query: "(", from: "now-1h", to: "now" };
  const statuses = new Set<number>();
  for (let i = 0; i < 80; i++) statuses.add((await ask("POST", "/api/tocsin/hunt", hunt)).status);
  expect([...statuses]).toEqual([400, 429]);
  const basic = { authorization: `Basic ${Buffer.from(`bob:${OTHER_PASSWORD}`).toString("base64")}` };
  expect((await ask("POST", "/api/tocsin/hunt", hunt, basic)).status).toBe(400);
});
