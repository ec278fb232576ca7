import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createEngine } from "../../src/engine/engine.ts";
import type { EventDocument } from "../../src/event/origin.ts";
import { loadRules } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";
import { explain } from "../../src/toolkit/explain/explain.ts";
import { sharedPath } from "../support/shared.ts";

const corpus = sharedPath("corpus/detection-rules");

const start = Date.UTC(2026, 0, 5, 10);
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

/** An event so many seconds after ten, under an index. */
const event = (seconds: number, index: string, fields: object): EventDocument => ({
  "@timestamp": at(seconds),
  _index: index,
  _id: `${index}-${seconds}-${JSON.stringify(fields).length}`,
  ...fields,
});

const times = (count: number, make: (n: number) => EventDocument): EventDocument[] => Array.from({ length: count }, (_, n) => make(n));

const PROCESS = "logs-endpoint.events.process-default";
const su = (seconds: number, fields: object = {}): EventDocument =>
  event(seconds, PROCESS, {
    event: { category: ["process"], type: ["start"], action: ["exec"] },
    process: {
      name: "su",
      command_line: `su user${seconds}`,
      parent: { name: "brute", executable: "/tmp/brute", command_line: "/tmp/brute" },
    },
    agent: { id: "agent-1" },
    user: { id: "1000", name: "mallory" },
    ...fields,
  });

const TRAIL = "logs-aws.cloudtrail-default";
const createKey = (seconds: number, user: string, target: string): EventDocument =>
  event(seconds, TRAIL, {
    data_stream: { dataset: "aws.cloudtrail", type: "logs", namespace: "default" },
    event: { provider: "iam.amazonaws.com", action: "CreateAccessKey", outcome: "success" },
    user: { name: user, target: { name: target } },
  });

const API = "logs-endpoint.events.api-default";
const lsass = (seconds: number, host: string, executable: string): EventDocument =>
  event(seconds, API, {
    event: { category: ["api"] },
    host: { id: host, name: host, os: { family: "windows" } },
    process: { executable, entity_id: `${host}-${seconds}`, Ext: { api: { name: "OpenProcess" } } },
    Target: { process: { name: "lsass.exe" } },
    user: { name: "eve" },
  });

const AUDIT = "logs-system.security-default";
const policy = (seconds: number, change: string): EventDocument =>
  event(seconds, AUDIT, {
    event: { code: "4719" },
    host: { id: "h1", name: "dc1", os: { type: "windows" } },
    winlog: { event_data: { AuditPolicyChangesDescription: change, SubCategory: "Logon" } },
  });

const POWERSHELL = "logs-windows.powershell_operational-default";
const script = (seconds: number, text: string): EventDocument =>
  event(seconds, POWERSHELL, { event: { code: "4104" }, powershell: { file: { script_block_text: text } }, host: { name: "ws1" } });

interface Show {
  readonly rule: string;
  readonly fires: readonly EventDocument[];
  /** Some of the alert's columns, by dotted name. */
  readonly columns: Readonly<Record<string, unknown>>;
  readonly silent: readonly EventDocument[];
  /** The command that the last row dies in; undefined: the condition near the source takes the events out. */
  readonly dies?: string;
}

// biome-ignore format: table
const SHOWS: readonly Show[] = [
  { rule: "Potential Linux Local Account Brute Force Detected",
    fires: times(10, (n) => su(n * 5)), columns: { "Esql.event_count": 10, "agent.id": "agent-1" },
    // The same number over the border of two minutes.
    silent: times(10, (n) => su(35 + n * 5)), dies: "WHERE" },
  { rule: "AWS IAM User Created Access Keys For Another User",
    fires: [createKey(10, "mallory", "alice")], columns: { "user.name": "mallory", "user.target.name": "alice" },
    silent: [createKey(10, "alice", "alice")] },
  { rule: "LSASS Process Access via Windows API",
    fires: [lsass(10, "h1", "C:\\Users\\eve\\dump.exe"), lsass(20, "h1", "C:\\Users\\eve\\dump.exe")], columns: { "Esql.access_count": 2, "host.id": "h1" },
    // Seen on two hosts it is not rare.
    silent: [lsass(10, "h1", "C:\\Users\\eve\\dump.exe"), lsass(20, "h2", "C:\\Users\\eve\\dump.exe")], dies: "WHERE" },
  { rule: "Sensitive Audit Policy Sub-Category Disabled",
    fires: [policy(10, "Success removed")], columns: { "Esql.winlog_AuditPolicyChangesDescription_values": "Success removed" },
    // Switched on again within the same five minutes.
    silent: [policy(10, "Success removed"), policy(60, "Success Added")], dies: "WHERE" },
  { rule: "Potential PowerShell Obfuscation via Backtick-Escaped Variable Expansion",
    fires: [script(10, "${en`v`ar} = 1; ".repeat(40))], columns: { "Esql.script_block_pattern_count": 40, "host.name": "ws1" },
    // As long, but one backtick in each name.
    silent: [script(10, "${en`var} = 12; ".repeat(40))] },
];

describe.skipIf(corpus === undefined)("public ES|QL rules over events of our own", () => {
  let rules: readonly Rule[] = [];

  beforeAll(async () => {
    rules = (await loadRules([join(corpus ?? "", "rules")])).rules.filter(({ type }) => type === "esql");
  });

  test("every rule compiles but those that ask an inference service", () => {
    const engine = createEngine({ rules });
    expect(engine.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const refused = engine.unsupported.map(({ rule }) => rule.name);
    expect(refused.every((name) => name.startsWith("LLM-Based"))).toBe(true);
    expect(engine.stats().rules).toHaveLength(rules.length - refused.length);
    expect(rules.length).toBeGreaterThan(150);
  });

  test.each(SHOWS)("$rule", ({ rule: name, fires, columns, silent, dies }) => {
    const rule = rules.find((each) => each.name === name) as Rule;
    const told = explain(rule, fires);
    expect(told.matched).toBe(true);
    const alerts = run(rule, fires);
    expect(alerts[0]).toMatchObject(nested(columns));
    const other = explain(rule, silent);
    expect([other.matched, run(rule, silent)]).toEqual([false, []]);
    const { esql } = other;
    if (dies === undefined) expect(other.documents.every(({ matched }) => !matched)).toBe(true);
    else {
      const ends = [
        ...(esql?.died ?? []).map(({ command }) => command),
        ...(esql?.slots ?? []).map(({ rows }) => (esql?.eventCommands ?? 0) + rows.indexOf(0)),
      ];
      expect(ends.map((command) => esql?.commands[command]?.split(" ")[0])).toContain(dies);
    }
  });
});

function run(rule: Rule, events: readonly EventDocument[]): readonly object[] {
  const engine = createEngine({ rules: [rule] });
  for (const each of events) engine.push(each);
  return [...engine.finish()];
}

/** Dotted names as the objects that alerts have. */
function nested(columns: Readonly<Record<string, unknown>>): object {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(columns)) {
    const segments = name.split(".");
    let object = root;
    for (const segment of segments.slice(0, -1)) object = (object[segment] ??= {}) as Record<string, unknown>;
    object[segments.at(-1) ?? ""] = value;
  }
  return root;
}
