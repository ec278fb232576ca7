import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alertStore } from "../../src/store/alerts.ts";
import { ruleText, startTestServer, type TestServer } from "./test-server.ts";

/** A shipper that lost an answer sends its request again. */
const THRESHOLD_RULE_ID = "10000000-0000-4000-8000-000000000003";
let folder = "";
let running: TestServer;

async function start(): Promise<void> {
  running = await startTestServer({
    folder,
    paths: { rules: [join(folder, "rules.toml")], exceptions: [], valueLists: [], indicators: [] },
  });
  await running.until(() => running.server.service.health().status === "ok");
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-ids-"));
  const rule = ruleText(THRESHOLD_RULE_ID, "Three of a host", "threshold", "event.category:process").replace(
    "[rule]",
    '[rule]\ninterval = "1s"\nfrom = "now-1h"',
  );
  writeFileSync(join(folder, "rules.toml"), `${rule}[rule.threshold]\nfield = ["host.name"]\nvalue = 3\n`);
  await start();
}, 30_000);
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const event = (host: string, n: number): object => ({
  "@timestamp": new Date().toISOString(),
  event: { category: "process" },
  host: { name: host },
  n,
});

interface Item {
  readonly status: number;
  readonly result?: string;
  readonly _version?: number;
  readonly _seq_no?: number;
  readonly error?: { readonly type: string; readonly reason: string };
}

const bodyOf = (action: string, documents: readonly (readonly [id: string | null, document: object])[]): string =>
  documents
    .map(
      ([id, each]) =>
        `${JSON.stringify({ [action]: { _index: "logs-test-ids", ...(id !== null && { _id: id }) } })}\n${JSON.stringify(each)}\n`,
    )
    .join("");

async function post(body: string): Promise<readonly Item[]> {
  const answer = await fetch(`${running.url}/_bulk`, { method: "POST", body });
  const { items } = (await answer.json()) as { items: readonly Record<string, Item>[] };
  return items.flatMap((item) => Object.values(item));
}

const stored = (): number => running.server.service.journal.durable.sequence;

describe("an _id that is there", () => {
  test("create: 409 for the item, the others are taken", async () => {
    const [one, two] = [event("c", 1), event("c", 2)];
    expect((await post(bodyOf("create", [["c1", one]]))).map(({ status }) => status)).toEqual([201]);
    const before = stored();
    const items = await post(
      bodyOf("create", [
        ["c1", one],
        ["c2", two],
        [null, one],
      ]),
    );
    expect(items.map(({ status }) => status)).toEqual([409, 201, 201]);
    expect(items[0]?.error).toEqual({
      type: "version_conflict_engine_exception",
      reason: "[c1]: version conflict, document already exists (current version [1])",
    });
    expect(stored() - before).toBe(2);
  });

  test("index: an update, and the same event is not kept again", async () => {
    const one = event("i", 1);
    const [first] = await post(bodyOf("index", [["i1", one]]));
    const before = stored();
    const [second] = await post(bodyOf("index", [["i1", one]]));
    expect([first, second].map((item) => [item?.status, item?.result, item?.["_version"]])).toEqual([
      [201, "created", 1],
      [200, "updated", 2],
    ]);
    expect(second?.["_seq_no"]).toBe(first?.["_seq_no"]);
    expect(stored()).toBe(before);
    const [third] = await post(bodyOf("index", [["i1", event("i", 2)]]));
    expect([third?.status, third?.result, third?.["_version"], stored()]).toEqual([200, "updated", 3, before + 1]);
  });

  test("one document: PUT again is an update, _create and op_type=create a conflict", async () => {
    const one = JSON.stringify(event("d", 1));
    const put = async (path: string, body = one): Promise<unknown[]> => {
      const answer = await fetch(`${running.url}${path}`, { method: "PUT", body });
      const json = (await answer.json()) as Item;
      return [answer.status, json.result ?? json.error?.type];
    };
    expect(await put("/logs-test-ids/_doc/d1")).toEqual([201, "created"]);
    expect(await put("/logs-test-ids/_doc/d1")).toEqual([200, "updated"]);
    expect(await put("/logs-test-ids/_create/d1")).toEqual([409, "version_conflict_engine_exception"]);
    expect(await put("/logs-test-ids/_doc/d1?op_type=create")).toEqual([409, "version_conflict_engine_exception"]);
    expect(await put(`/logs-test-ids/_doc/${"x".repeat(600)}`)).toEqual([400, "action_request_validation_exception"]);
  });

  test("two requests at once: one of them has it", async () => {
    const body = bodyOf(
      "create",
      Array.from({ length: 50 }, (_, n) => [`t${n}`, event("t", n)] as const),
    );
    const before = stored();
    const both = await Promise.all([post(body), post(body)]);
    expect(both.flat().filter(({ status }) => status === 201).length).toBe(50);
    expect(both.flat().filter(({ status }) => status === 409).length).toBe(50);
    expect(stored() - before).toBe(50);
  });
});

describe("a request whose answer was lost, sent again", () => {
  test.each(["create", "index"])("%s: rings no rule that counts", async (action) => {
    const body = bodyOf(
      action,
      [1, 2].map((n) => [`lost-${action}-${n}`, event(`lost-${action}`, n)] as const),
    );
    const before = stored();
    await new Promise<void>((done) => {
      const half = request(`${running.url}/_bulk`, { method: "POST" });
      half.on("error", () => undefined);
      half.end(body, () => void running.until(() => stored() === before + 2).then(() => (half.destroy(), done())));
    });
    const items = await post(body);
    expect(items.map(({ status }) => status)).toEqual(action === "create" ? [409, 409] : [200, 200]);
    await post(
      bodyOf("create", [
        [null, event("full", 1)],
        [null, event("full", 2)],
        [null, event("full", 3)],
      ]),
    );
    const alerts = alertStore(running.server.service.database);
    await running.until(() => alerts.after(0, 100).some(({ host }) => host === "full"));
    expect(stored() - before).toBe(5);
    expect(alerts.after(0, 100).filter(({ host }) => host === `lost-${action}`)).toEqual([]);
  });

  test("it is known after a restart too, of the journal alone", async () => {
    const body = bodyOf("create", [["r1", event("r", 1)]]);
    await post(body);
    await running.stop();
    for (const name of readdirSync(join(folder, "data"))) if (name.startsWith("tocsin.db")) rmSync(join(folder, "data", name));
    await start();
    expect((await post(body)).map(({ status }) => status)).toEqual([409]);
  });

  test("raw records that become other documents, too", async () => {
    const raw = {
      eventVersion: "1.08",
      eventTime: "2026-01-01T00:00:00Z",
      eventSource: "iam.amazonaws.com",
      eventName: "CreateUser",
      awsRegion: "us-east-1",
      eventID: "e",
    };
    const body = bodyOf("index", [["raw-1", raw]]);
    expect((await post(body)).map(({ status }) => status)).toEqual([201]);
    await running.stop();
    await start();
    const before = stored();
    expect((await post(body)).map(({ status, result }) => [status, result])).toEqual([[200, "updated"]]);
    expect(stored()).toBe(before);
  });
});
