import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { markupFaults } from "../../../../tests/support/page-tags.ts";
import { HOSTILE_TEXTS, hostileAlert, testAlert } from "../../../../tests/support/report-alerts.ts";
import type { JsonObject } from "../../../event/json.ts";
import { createReport, type ReportOptions, type ReportRun } from "./report.ts";

const RUN: ReportRun = { inputs: ["events.ndjson"], files: 1, events: 1000, bytes: 123_456, rulesRun: 12 };

function page(alerts: Iterable<JsonObject>, run: Partial<ReportRun> = {}, options: ReportOptions = {}): string {
  const report = createReport(options);
  for (const alert of alerts) report.alert(alert);
  return [...report.end({ ...RUN, ...run })].join("");
}

const block = (index: number): JsonObject =>
  testAlert(
    { process: { name: `step${index}`, pid: index } },
    {},
    { "kibana.alert.group.id": "g", "kibana.alert.group.index": index, "kibana.alert.building_block_type": "default" },
  );

describe("the page", () => {
  test("has markup of ours only, whatever the texts", () => {
    const run = (text: string): ReportRun => ({
      ...RUN,
      title: text,
      inputs: [text],
      notRun: [{ reason: text, count: 1 }],
      skipped: [
        { what: text, count: 1, example: text },
        { what: text, count: 3, inputs: [text] },
      ],
      notes: [text],
      version: text,
    });
    for (const text of HOSTILE_TEXTS) expect(markupFaults(page([hostileAlert(text), testAlert()], run(text))), text).toEqual([]);
    expect(markupFaults(page(HOSTILE_TEXTS.map(hostileAlert), {}, { limits: { whole: 10 } }))).toEqual([]);
  });

  test("is the same for the same alerts", () => {
    const alerts = [testAlert(), hostileAlert("x"), testAlert({ host: { name: "b" } }, { rule_id: "2", severity: "low" })];
    expect(page(alerts)).toBe(page(alerts));
  });

  test("every link to a place leads to one, and no place is there twice", () => {
    const alerts = Array.from({ length: 60 }, (_, i) =>
      testAlert({ host: { name: `h${i % 7}` }, user: { name: `u${i}` } }, { rule_id: `r${i % 9}`, severity: i % 2 ? "high" : "low" }),
    );
    const text = page(alerts, {}, { limits: { whole: 40, wholePerRule: 5 } });
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...text.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(60);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("says what it leaves out", () => {
    const alerts = Array.from({ length: 1000 }, () => testAlert());
    const text = page(alerts, {}, { limits: { whole: 100, wholePerRule: 3, lines: 10 } });
    expect(text).toContain("Of 1,000 alerts, 3 are shown whole");
    expect(text).toContain('10 are <a href="#more-alerts">one line each</a>, and 987 only in the counts');
    expect(text.match(/<details class="alert /g)).toHaveLength(3);
  });

  test("without alerts it says so, and what was read", () => {
    const text = page([], {
      notRun: [{ reason: "need history", count: 4 }],
      skipped: [
        { what: "broken JSON record", count: 2, example: "a.json:3" },
        { what: "empty input", count: 3, inputs: ["a.zip!Security.evtx", "b.log"] },
      ],
      members: 4,
    });
    for (const part of ["such as a.json:3", "a.zip!Security.evtx", "b.log", "and 1 more", "(4 members)"]) expect(text).toContain(part);
    expect(text).toContain("No alerts: 12 rules looked at 1,000 events.");
    expect(text).toContain("4 × need history");
    expect(text).toContain("2 × broken JSON record");
    expect(markupFaults(text)).toEqual([]);
  });

  test("shows of an alert its reason, place, process tree, fields, guide, look-ups, rule and event", () => {
    const text = page([
      testAlert(
        { file: { path: "/tmp/x" }, process: { name: "x", pid: 2, hash: { sha256: "a".repeat(64) }, parent: { name: "sh", pid: 1 } } },
        { investigation_fields: { field_names: ["file.path"] } },
      ),
    ]);
    for (const part of [
      "event created high alert Test Rule.",
      "events.ndjson:7",
      '<span class="process-name">sh</span> <span class="dim">pid 1</span>',
      '<tr class="chosen"><th scope="row">file.path</th><td><div>/tmp/x</div></td></tr>',
      "<li><p>Look at <code>process.name</code>.</p></li>",
      `https://www.virustotal.com/gui/file/${"a".repeat(64)}`,
      "process where process.name == &quot;x&quot;",
      "<b>&quot;@timestamp&quot;</b>: &quot;2024-05-14T10:00:00.000Z&quot;",
      "https://attack.mitre.org/techniques/T1059/",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("shows what an analyst can ask: a search and a question with the alert's values", () => {
    const guide = {
      osquery: [{ label: "Users", query: "SELECT 1", missing: ["user.name"], ecs_mapping: {} }],
      investigate: [
        { label: "Around", description: "Near it.", providers: [], query: 'host.id: "h1"', from: "2024-05-14T09:00:00.000Z", missing: [] },
      ],
      links: [
        { label: "VirusTotal: file.hash", url: "https://www.virustotal.com/gui/file/x" },
        { label: "bad", url: "javascript:x" },
      ],
    };
    const text = page([testAlert({}, {}, { "tocsin.guide": guide })]);
    for (const part of [
      "SELECT 1",
      "to fill in: user.name",
      "host.id: &quot;h1&quot;",
      "from 2024-05-14T09:00:00.000Z to now",
      "VirusTotal: file.hash",
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("javascript:");
  });

  test("shows the events of a sequence in their alert", () => {
    const text = page([testAlert({}, {}, { "kibana.alert.group.id": "g" }), block(0), block(1)]);
    expect(text).toContain('<ol class="sequence">');
    expect(text).toContain("step0");
    expect(text).toContain("2 alerts that other alerts are built from");
    expect(text.match(/<details class="alert /g)).toHaveLength(1);
  });

  test("stays small with huge texts, and says that they are cut", () => {
    const huge = "A".repeat(1_000_000);
    const text = page(Array.from({ length: 20 }, () => hostileAlert(huge)));
    expect(text.length).toBeLessThan(20_000_000);
    expect(text).toContain("more characters");
    expect(text).toContain("Shortened here");
  });

  test("the policy allows this style sheet and no other", () => {
    const text = page([testAlert()]);
    const [, style = ""] = /<style>([^]*?)<\/style>/.exec(text) ?? [];
    expect(text).toContain(`sha256-${createHash("sha256").update(style).digest("base64")}`);
  });

  test("has a policy under which nothing runs or loads, and a style sheet that it allows", () => {
    const text = page([testAlert()]);
    expect(text).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[^;]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;">/,
    );
    expect(text).not.toMatch(/@import|url\(|<script|<link|<img/);
  });
});

describe("the templates", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const texts = files.map((file) => [file, readFileSync(join(import.meta.dirname, file), "utf8")] as const);

  test("quote every attribute, and have no handlers and no styles of elements", () => {
    expect(texts.filter(([, text]) => /<[a-z][^>`]*[a-z-]=\$\{/.test(text)).map(([file]) => file)).toEqual([]);
    expect(texts.filter(([, text]) => /<[a-z][^>`]* (?:on[a-z]+|style)=/.test(text)).map(([file]) => file)).toEqual([]);
  });

  test("take text as markup in three places: the doctype, the style sheet, and tags by their name", () => {
    const uses = texts.flatMap(([file, text]) =>
      [...text.matchAll(/\bownText\(([^)]*)\)/g)].map(([, argument = ""]) => `${file}: ${argument}`),
    );
    expect(uses.filter((use) => !use.startsWith("html.ts")).sort()).toEqual(
      [
        "markdown-inline.ts: `</${tag}>`",
        "markdown-inline.ts: `<${tag}>`",
        "markdown.ts: `</${tag}>`",
        "markdown.ts: `<${tag}>`",
        'page.ts: "<!doctype html>"',
        "page.ts: STYLE",
      ].sort(),
    );
  });
});
