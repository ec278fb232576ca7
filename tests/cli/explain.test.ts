import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { widthOf } from "../../src/formats/output/cell.ts";
import type { RuleExplanation } from "../../src/toolkit/explain/explain.ts";
import { ROOT } from "../support/shared.ts";
import { runCli } from "./run-cli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-explain-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const rule = (name: string, ...lines: readonly string[]): string =>
  file(
    `${name}.toml`,
    [
      "[rule]",
      'author = ["a"]',
      'description = "d"',
      `name = "${name}"`,
      "risk_score = 21",
      'rule_id = "00000000-0000-4000-8000-00000000000a"',
      'severity = "low"',
      ...lines,
      "",
    ].join("\n"),
  );

const events = (name: string, list: readonly object[]): string =>
  file(`${name}.ndjson`, list.map((each) => JSON.stringify(each)).join("\n"));
const at = (second: number, fields: object): object => ({
  "@timestamp": `2024-05-01T10:00:${String(second).padStart(2, "0")}Z`,
  ...fields,
});

describe("many events", () => {
  test("those that match are shown, one of each kind of miss, and the rest is counted", async () => {
    const { code, out } = await runCli(["explain", "Root Process*", "examples/linux-web-server.ndjson"]);
    expect(code).toBe(0);
    expect(out).toContain(
      "event 24 (examples/linux-web-server.ndjson:24, 2024-05-14T02:17:13.200Z) matches: an alert at the slot 2024-05-14T02:20:00.000Z",
    );
    expect(out).toContain("1 clause fails; 16 more events fail the same");
    expect(out).toContain("… and 35 more events (--all shows every one)");
    expect(out).toContain("no index pattern of the rule takes (auditbeat-*,");
    expect(out.trim().split("\n").at(-1)).toBe("1 alert of 40 events");
  });

  test("--all shows every one, --limit so many", async () => {
    const all = await runCli(["explain", "Root Process*", "examples/linux-web-server.ndjson", "--all"]);
    expect(all.out.match(/^event \d+/gm)).toHaveLength(40);
    const two = await runCli(["explain", "Root Process*", "examples/linux-web-server.ndjson", "--limit", "2"]);
    expect(two.out.match(/^event \d+/gm)).toHaveLength(2);
  });

  test("of a sequence only events of a stage, with that stage, then the story", async () => {
    const { out } = await runCli(["explain", "Downloaded File*", "examples/linux-web-server.ndjson"]);
    expect(out.match(/^event \d+/gm)).toEqual(["event 18", "event 19", "event 20"]);
    expect(out.match(/^ {2}stage \d/gm)).toEqual(["  stage 1", "  stage 2", "  stage 3"]);
    expect(out).toContain("sequence of 3 stages by host.id within 2m");
    expect(out).toContain("event 20 reaches stage 3 by (b7c1e0f2-web1)");
  });
});

describe("stories", () => {
  const logins = (): string =>
    events("logins", [
      at(1, { "event.action": "login", "host.name": "a", "user.name": "u" }),
      at(2, { "event.action": "login", "host.name": "a", "user.name": "u", "source.ip": "192.0.2.1" }),
      at(3, { "event.action": "login", "host.name": "b", "user.name": "v" }),
    ]);

  test("a threshold: how far from it, at which slot", async () => {
    const path = rule(
      "t",
      'type = "threshold"',
      'language = "kuery"',
      "query = 'event.action:login'",
      'threshold = { field = ["host.name"], value = 3 }',
    );
    const { out } = await runCli(["explain", path, logins()]);
    expect(out).toContain("threshold of 3 events with equal host.name in windows of 6m, judged every 5m");
    expect(out).toContain(
      '✗ host.name: "a": 2 of 3 events at the slot 2024-05-01T10:05:00.000Z: 1 more event would be needed ← events 1, 2',
    );
  });

  test("new terms: when first seen, with history", async () => {
    const path = rule(
      "n",
      'type = "new_terms"',
      'language = "kuery"',
      "query = 'event.action:login'",
      'new_terms_fields = ["user.name"]',
      'history_window_start = "now-7d"',
    );
    const history = events("history", [{ "@timestamp": "2024-04-30T10:00:00Z", "event.action": "login", "user.name": "v" }]);
    const { out } = await runCli(["explain", path, logins(), "--history", history]);
    expect(out).toContain("new at the slot 2024-05-01T10:05:00.000Z: first seen 2024-05-01T10:00:01.000Z by event 1, never seen before");
    expect(out).toContain("known when event 3 came 2024-05-01T10:00:03.000Z: first seen 2024-04-30T10:00:00.000Z");
  });

  test("indicators: which one, on which field", async () => {
    const path = rule(
      "i",
      'type = "threat_match"',
      'language = "kuery"',
      "query = '*:*'",
      'threat_index = ["logs-ti_*"]',
      'threat_mapping = [{ entries = [{ field = "source.ip", type = "mapping", value = "threat.indicator.ip" }] }]',
    );
    const indicators = events("indicators", [{ _id: "bad", "threat.indicator.ip": "192.0.2.1" }]);
    const { out } = await runCli(["explain", path, logins(), "--indicators", indicators]);
    expect(out).toContain('✓ event 2 matches an indicator\n      source.ip: "192.0.2.1" is in bad');
    expect(out).toContain("✗ source.ip matches threat.indicator.ip ← source.ip is missing; no indicator has it");
    expect((await runCli(["explain", path, logins()])).out).toContain("without indicators the rule never matches; --indicators reads them");
  });

  test("a sample: which key lacks which stage", async () => {
    const path = rule(
      "s",
      'type = "eql"',
      'language = "eql"',
      'query = \'sample by host.name [any where user.name == "u"] [any where user.name == "v"]\'',
    );
    const { out } = await runCli(["explain", path, logins()]);
    expect(out).toContain("✗ (a): no event for stage 2 ← stage 1: 1, 2; stage 2: none");
  });

  test("suppression: which alert a match was counted into", async () => {
    const path = rule(
      "g",
      'type = "query"',
      'language = "kuery"',
      "query = 'event.action:login'",
      'alert_suppression = { group_by = ["host.name"] }',
    );
    const { out } = await runCli(["explain", path, logins()]);
    expect(out).toContain('an alert at the slot 2024-05-01T10:05:00.000Z, with 1 more match suppressed into it (host.name: "a")');
    expect(out).toContain('suppressed into the alert of event 1 at the slot 2024-05-01T10:05:00.000Z (host.name: "a")');
    expect(out).toContain("2 alerts of 3 events, 1 suppressed");
  });

  test("an exception: which item took an event out, and by which clause", async () => {
    const path = rule("e", 'type = "query"', 'language = "kuery"', "query = 'event.action:login'");
    const exceptions = file(
      "exceptions.toml",
      `[metadata]
creation_date = "2026/01/01"
list_name = "Build hosts"
rule_ids = ["00000000-0000-4000-8000-00000000000a"]
rule_names = ["e"]
[[exceptions]]
[exceptions.container]
description = "d"
list_id = "build"
name = "Build hosts"
namespace_type = "single"
type = "detection"
[[exceptions.items]]
item_id = "ci"
list_id = "build"
name = "CI"
type = "simple"
[[exceptions.items.entries]]
field = "host.name"
operator = "included"
type = "match"
value = "a"
`,
    );
    const { out } = await runCli(["explain", path, logins(), "--exceptions", exceptions]);
    expect(out).toContain("matches, but an exception takes it out");
    expect(out).toContain('  exception CI (build/ci)\n    ✓ host.name == "a"   ← host.name: "a"');
    expect(out).toContain("1 alert of 3 events, 2 excepted");
  });
});

describe("--plan says what the operator does", () => {
  const planOf = async (name: string, ...lines: readonly string[]): Promise<string> =>
    (await runCli(["explain", rule(name, ...lines), "--plan"])).out;

  test.each<[name: string, lines: readonly string[], plan: string]>([
    [
      "threshold",
      [
        'type = "threshold"',
        "query = '*:*'",
        'threshold = { field = ["host.name"], value = 3, cardinality = [{ field = "user.name", value = 2 }] }',
      ],
      "threshold: 3 events, 2 distinct user.name by host.name\nquery: true",
    ],
    [
      "new-terms",
      ['type = "new_terms"', "query = '*:*'", 'new_terms_fields = ["user.name"]', 'history_window_start = "now-7d"'],
      "new terms by user.name, history from now-7d\nquery: true",
    ],
    [
      "indicators",
      [
        'type = "threat_match"',
        "query = '*:*'",
        'threat_index = ["ti-*"]',
        "threat_query = 'event.kind:enrichment'",
        'threat_mapping = [{ entries = [{ field = "source.ip", type = "mapping", value = "threat.indicator.ip" }] }]',
      ],
      'indicators from ti-* where event.kind == "enrichment"\nmatch source.ip is threat.indicator.ip\nquery: true',
    ],
    [
      "sequence",
      ['type = "eql"', 'language = "eql"', "query = 'sequence by host.id with maxspan=1m [any where true] [any where true]'"],
      "sequence within 60000 ms by host.id\nstage 1: true",
    ],
    [
      "sample",
      ['type = "eql"', 'language = "eql"', "query = 'sample by host.id [any where true] [any where true]'"],
      "sample by host.id\nstage 1: true",
    ],
  ])("%s", async (name, lines, plan) => expect(await planOf(name, ...lines)).toContain(`# plan\n${plan}`));
});

describe("output", () => {
  test("json is plain data with the documents as given", async () => {
    const { out } = await runCli(["explain", "Root Process*", "examples/linux-web-server.ndjson", "--output", "json"]);
    const explanation = JSON.parse(out) as RuleExplanation;
    expect(explanation).toMatchObject({ matched: true, events: 40, matches: [{ fate: "alerted", events: [23] }] });
    expect(explanation.documents).toHaveLength(40);
    expect(explanation.documents[23]?.document).toMatchObject({ "@timestamp": "2024-05-14T02:17:13.200Z" });
    const line = await runCli(["explain", "Root Process*", "examples/linux-web-server.ndjson", "--output", "ndjson"]);
    expect(JSON.parse(line.out)).toEqual(explanation);
    expect(line.out.trim().split("\n")).toHaveLength(1);
  });

  test("a narrow terminal", async () => {
    const { out } = await runCli(["explain", "Downloaded File*", "examples/linux-web-server.ndjson"], { outIsTerminal: true, width: 70 });
    for (const line of out.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(70);
  });

  test("a rule with a fault ends with 1", async () => {
    const path = rule("f", 'type = "eql"', 'language = "eql"', "query = 'process where process.nmae = 1'");
    const { code, out } = await runCli(["explain", path, "examples/linux-web-server.ndjson"]);
    expect(code).toBe(1);
    expect(out).toContain("error[T2014]");
  });
});

describe("docs/explain.md", () => {
  const page = readFileSync(join(ROOT, "docs/explain.md"), "utf8");
  const blocks = [...page.matchAll(/^```text\n\$ tocsin (.*)\n([^`]*)```$/gm)].map(([, command = "", output = ""]) => ({
    command,
    output,
  }));

  test("has examples", () => expect(blocks.length).toBeGreaterThan(1));

  test.each(blocks)("shows the output of $command", async ({ command, output }) => {
    const args = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    expect((await runCli(args)).out).toBe(output);
  });
});
