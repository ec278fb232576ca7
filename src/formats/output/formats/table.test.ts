import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../event/json.ts";
import type { OutputOptions } from "../alert-writer.ts";
import type { RunSummary } from "../run-summary.ts";
import { table } from "./table.ts";

const RUN: RunSummary = { events: 40_569, bytes: 80_321_735, seconds: 12.3, files: 3, rules: 1846 };

function render(alerts: readonly JsonObject[], options: OutputOptions = {}, run: RunSummary = RUN): string {
  const writer = table.create(options);
  return [writer.begin(), ...alerts.map((alert) => writer.alert(alert)), writer.end(run)].join("");
}

const alert = (minute: number, extra: JsonObject = {}): JsonObject => ({
  "@timestamp": "2024-05-01T12:00:00.000Z",
  "kibana.alert.original_time": new Date(Date.UTC(2024, 4, 1, 10, minute)).toISOString(),
  "kibana.alert.severity": "high",
  "kibana.alert.rule.name": "Shell From Office",
  "kibana.alert.rule.rule_id": "r1",
  host: { name: "ws-5" },
  user: { name: "bob" },
  process: { name: "cmd.exe", parent: { name: "winword.exe" }, command_line: "cmd /c whoami" },
  "tocsin.source": { file: "/logs/evidence.zip", member: "day/a.json", line: 812 },
  ...extra,
});

const other = (rule: string, minute: number, extra: JsonObject = {}): JsonObject =>
  alert(minute, { "kibana.alert.rule.name": rule, "kibana.alert.rule.rule_id": rule, ...extra });

const many = (count: number, rule = "Noisy"): readonly JsonObject[] =>
  Array.from({ length: count }, (_, i) => other(rule, i % 60, { host: { name: `h${i % 3}` }, "kibana.alert.severity": "low" }));

describe("the table", () => {
  test("columns on a wide terminal, in the order of time", () => {
    expect(render([other("Second", 9, { "kibana.alert.severity": "critical" }), alert(3)], { width: 140 })).toBe(
      [
        "2024-05-01  SEVERITY    RULE               HOST  USER  WHAT HAPPENED                         SOURCE",
        "10:03:00    ▲ high      Shell From Office  ws-5  bob   cmd.exe ◂ winword.exe  cmd /c whoami  evidence.zip!a.json:812",
        "10:09:00    ◆ critical  Second             ws-5  bob   cmd.exe ◂ winword.exe  cmd /c whoami  evidence.zip!a.json:812",
        "",
        "2 alerts: ◆ 1 critical, ▲ 1 high · from 2 rules",
        "40,569 events (80.3 MB) in 3 files · 1,846 rules · 12.3 s (3,298 events/s)",
        "",
      ].join("\n"),
    );
  });

  test("a member of an archive inside another is no member of the outer one", () => {
    const inner = alert(3, { "tocsin.source": { file: "/logs/e.zip", member: "day/in.zip!x/a.json", line: 812 } });
    expect(render([inner], { width: 140 })).toContain(" e.zip!in.zip!a.json:812\n");
  });

  test("what was read of archives", () => {
    expect(render([], { width: 140 }, { ...RUN, members: 21 })).toContain("in 3 files (21 members) ·");
  });

  test("lines under one another on a narrow terminal", () => {
    expect(
      render([alert(3)], { width: 60 })
        .split("\n")
        .slice(0, 4),
    ).toEqual([
      "▲ high  Shell From Office",
      "    2024-05-01 10:03:00 · ws-5 · bob · …dence.zip!a.json:812",
      "    cmd.exe ◂ winword.exe  cmd /c whoami",
      "",
    ]);
  });

  test("a rule that rings often is one line when there is much else", () => {
    const lines = render([...many(300), alert(3)], { width: 160 }).split("\n");
    expect(lines).toHaveLength(7);
    expect(lines[1]).toMatch(/^10:00:00 {4}· low {7}300 × Noisy {8}3 hosts {2}bob {3}until 10:59:00 · first: cmd\.exe ◂ winword\.exe/);
    expect(lines[4]).toBe("301 alerts: ▲ 1 high, · 300 low · from 2 rules");
  });

  test("few alerts are listed one by one, whatever rules they are of", () => {
    expect(render(many(40), { width: 120 }).split("\n")).toHaveLength(1 + 40 + 4);
    expect(render(many(41), { width: 120 }).split("\n")).toHaveLength(1 + 1 + 4);
  });

  test("the first alerts are kept whatever order they come in", () => {
    const shuffled = [...many(60)].reverse();
    expect(render(shuffled, { width: 120 }).split("\n")[1]).toBe(render(many(60), { width: 120 }).split("\n")[1]);
  });

  test("all: a row each, as they come", () => {
    const writer = table.create({ all: true, width: 160 });
    expect(writer.begin()).toContain("WHAT HAPPENED");
    const rows = many(100).map((each) => writer.alert(each));
    expect(rows.every((row) => row.endsWith("\n") && row.split("\n").length === 2)).toBe(true);
    expect(writer.end(RUN)).toContain("100 alerts: · 100 low");
  });

  test("a sequence shows its events below it; other building blocks are counted", () => {
    const group = { "kibana.alert.group.id": "g" };
    const block = (index: number): JsonObject =>
      alert(index, {
        ...group,
        "kibana.alert.group.index": index,
        "kibana.alert.building_block_type": "default",
        process: { name: `p${index}.exe` },
      });
    const shell = alert(0, { ...group, process: {}, "kibana.alert.ancestors": [{ type: "event" }, { type: "signal" }, { type: "event" }] });
    const lines = render([shell, block(0), block(1), alert(7, { "kibana.alert.building_block_type": "default" })], { width: 120 }).split(
      "\n",
    );
    expect(lines.slice(1, 4).map((line) => line.replaceAll(/ {2,}/g, "  "))).toEqual([
      "10:00:00  ▲ high  Shell From Office  ws-5  bob  sequence of 2 events  evidence.zip!a.json:812",
      "10:00:00  ├ 1 of 2  ws-5  bob  p0.exe  evidence.zip!a.json:812",
      "10:01:00  └ 2 of 2  ws-5  bob  p1.exe  evidence.zip!a.json:812",
    ]);
    expect(lines[5]).toBe("1 alert: ▲ 1 high · from 1 rule · 3 building blocks");
  });

  test("building blocks are rows where they are asked for", () => {
    const block = alert(7, { "kibana.alert.building_block_type": "default" });
    expect(render([block], { width: 120 })).not.toContain("Shell From Office");
    expect(render([block], { width: 120, buildingBlocks: true })).toContain("Shell From Office");
  });

  test("nothing found, and what was skipped", () => {
    const skipped = [
      { what: "Broken JSON record", count: 12 },
      { what: "nothing", count: 0 },
    ];
    expect(render([], {}, { ...RUN, seconds: 0, skipped })).toBe(
      "no alerts\n40,569 events (80.3 MB) in 3 files · 1,846 rules · 0.00 s\nskipped: 12 × Broken JSON record\n",
    );
  });

  test.each<[string, JsonObject, string]>([
    ["network", { destination: { ip: "203.0.113.7", port: 443 } }, "cmd.exe → 203.0.113.7:443"],
    [
      "network, version 6",
      { process: {}, source: { ip: "10.0.0.1" }, destination: { ip: "2001:db8::1", port: 53 } },
      "10.0.0.1 → [2001:db8::1]:53",
    ],
    ["name service", { dns: { question: { name: "example.org" } } }, "cmd.exe looks up example.org"],
    [
      "registry",
      { "event.action": "modification", registry: { path: "HKLM\\Run\\X", data: { strings: ["a.exe"] } } },
      "cmd.exe modification HKLM\\Run\\X = a.exe",
    ],
    ["file", { "event.action": "creation", process: { name: "a.exe" }, file: { path: "/tmp/x" } }, "a.exe creation /tmp/x"],
    [
      "cloud",
      { process: {}, event: { provider: "iam.amazonaws.com", action: "CreateUser", outcome: "failure" } },
      "iam.amazonaws.com CreateUser (failed)",
    ],
    [
      "threshold",
      { "kibana.alert.threshold_result": { count: 24, terms: [{ field: "user.name", value: "bob" }] } },
      "24 events: user.name = bob",
    ],
    ["new terms", { "kibana.alert.new_terms": ["evil.exe"] }, "new: evil.exe · cmd.exe ◂ winword.exe"],
    ["only a message", { process: {}, message: "hello" }, "hello"],
    ["only a reason", { process: {}, "kibana.alert.reason": "event created high alert X." }, "event created high alert X."],
  ])("what happened: %s", (_, extra, expected) => {
    expect(render([alert(1, extra)], { width: 200 })).toContain(`  ${expected}`);
  });

  test("an event without anything", () => {
    expect(render([{}], { width: 120 })).toContain("no time");
  });
});

describe("hostile text", () => {
  const PAYLOADS: readonly (readonly [name: string, text: string])[] = [
    ["a link (OSC 8)", "\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007"],
    ["the clipboard (OSC 52)", "\u001b]52;c;ZXZpbA==\u001b\\"],
    ["colours and cursor (CSI)", "\u001b[2J\u001b[31mred\u001b[1A"],
    ["CSI as one character", "\u009b31mred"],
    ["bidirectional overrides", "exe.\u202egnp.txt\u2066x\u2069"],
    ["zero width", "pay\u200bpal\u200d\ufeff"],
    ["line breaks", "a\nb\r\nc\u2028d\u0085e"],
    ["tab, bell, backspace, NUL, DEL", "a\tb\u0007c\u0008d\0e\u007f"],
    ["tags and lone surrogates", "a\u{e0041}b\ud800c"],
  ];
  const everywhere = (text: string): JsonObject =>
    alert(1, {
      "kibana.alert.rule.name": text,
      "kibana.alert.rule.rule_id": text,
      "kibana.alert.reason": text,
      host: { name: text },
      user: { name: text },
      process: { name: text, command_line: text },
      "tocsin.source": { file: text, member: text, line: 1 },
    });
  /** Our own colours are the only control sequences; line breaks the only other controls. */
  const bare = (output: string): string => output.replaceAll(/\u001b\[[\d;]*m/g, "");
  const UNSAFE =
    /[\0-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

  test.each(PAYLOADS)("%s is shown, not obeyed", (_, text) => {
    for (const width of [40, 80, 120, 200]) {
      for (const all of [false, true]) {
        const plain = render([everywhere(text), ...Array.from({ length: 50 }, () => everywhere(text))], { width, all });
        expect(plain).not.toMatch(UNSAFE);
        expect(bare(render([everywhere(text)], { width, all, color: true }))).not.toMatch(UNSAFE);
      }
    }
  });

  test("a line break does not add a row", () => {
    const rows = (name: string): number => render([everywhere(name)], { width: 160 }).split("\n").length;
    expect(rows("a\nb\r\nc")).toBe(rows("abc"));
  });

  test("colours are the whole difference between coloured and plain", () => {
    const alerts = [...many(50), alert(3), everywhere("\u001b[31mx")];
    for (const width of [60, 120, 200]) expect(bare(render(alerts, { width, color: true }))).toBe(render(alerts, { width }));
  });
});

describe("widths", () => {
  test("no line is wider than the terminal, and columns stand under one another", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."aZ 9.-/\\", "山", "田", "é", "e\u0301", "한", "🙂", "\u001b", "\u200b"),
      maxLength: 60,
    });
    const any = fc.record({ rule: text, host: text, user: text, command: text, file: text, minute: fc.nat(59) });
    fc.assert(
      fc.property(
        fc.array(any, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 40, max: 220 }),
        fc.boolean(),
        (all, width, streamed) => {
          const alerts = all.map(({ rule, host, user, command, file, minute }) =>
            other(rule, minute, {
              host: { name: host },
              user: { name: user },
              process: { name: "p", command_line: command },
              "tocsin.source": { file, line: 7 },
            }),
          );
          const lines = render(alerts, { width, all: streamed }).split("\n").slice(0, -4);
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
          const head = lines[0] ?? "";
          const column = head.indexOf("WHAT HAPPENED");
          if (column === -1) return;
          for (const line of lines.slice(1)) expect(stringWidth(sliceColumns(line, column - 2, 2))).toBe(2);
        },
      ),
      { numRuns: 200 },
    );
  });

  /** The text at columns `[from, from + count)`; a wide character that stands across the edge shows as a missing column. */
  function sliceColumns(line: string, from: number, count: number): string {
    let at = 0;
    let out = "";
    for (const { segment } of new Intl.Segmenter().segment(line)) {
      if (at >= from && at < from + count) out += segment;
      at += stringWidth(segment);
    }
    return out;
  }
});
