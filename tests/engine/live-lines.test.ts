import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Engine } from "../../src/engine/contract.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { LedgerEntry } from "../../src/alerts/ledger.ts";
import type { StateEntry } from "../../src/engine/state/journal.ts";
import type { JsonObject } from "../../src/event/json.ts";
import type { EventDocument } from "../../src/event/origin.ts";
import type { SavedCell } from "../../src/operators/anomaly/cell.ts";
import type { Rule } from "../../src/rules/model.ts";
import { loadMlJobText } from "../../src/rules/ml-jobs/load.ts";
import { eventOf } from "../../src/store/event-document.ts";
import { linesOf } from "../../src/store/event-lines.ts";
import { decodeFrame, encodeFrame, type Frame, type NewRecord } from "../../src/store/journal/frame.ts";
import { cellInOrder } from "../support/gathering.ts";
import { ruleWith } from "../support/rule-text.ts";
import { rule as fixture } from "./state-fixture.ts";

/**
 * Frames of the journal are judged by the bytes of their lines, or event by event: alerts, ledger, statistics and state are the
 * same, also where the engine is stopped in between.
 */

const START = Date.UTC(2026, 0, 5, 8);
const SOURCE = { client: "t", via: "bulk" };
const STORE = "store";

const ML_RULES: readonly Rule[] = ["count", "rare"].map((job) =>
  ruleWith({ rule_id: `rule-${job}`, name: job, type: "machine_learning", machine_learning_job_id: job, anomaly_threshold: 1 }),
);

const RULES: readonly Rule[] = [
  fixture("query", "user.name:a and process.name:x", "max_signals = 3"),
  fixture("query", "event.ingested:*", "max_signals = 2"),
  fixture("query", 'event.action:b and user.name:"b c"', 'timestamp_override = "event.ingested"'),
  fixture(
    "query",
    "user.name:*",
    '[rule.alert_suppression]\ngroup_by = ["user.name"]\nmissing_fields_strategy = "suppress"\n[rule.alert_suppression.duration]\nvalue = 10\nunit = "m"',
  ),
  fixture("eql", 'sequence by user.name with maxspan=1m [any where event.action == "a"] [any where event.action == "b"]'),
  fixture("eql", 'sequence by host.name with maxspan=10s [any where event.action == "c"] [any where true] [any where event.action == "a"]'),
  fixture("eql", 'sequence by user.name with maxspan=20s [any where event.action == "d"] ![any where true]'),
  fixture(
    "eql",
    'sequence with maxspan=5s [any where event.action == "a"] [any where process.name == "x"] until [any where event.action == "d"]',
  ),
  fixture("eql", 'sequence by user.name with maxspan=1m [any where event.action == "d"] [any where event.action == "d"]'),
  fixture("eql", 'sample by user.name [any where event.action == "a"] [any where event.action == "c"]'),
  fixture(
    "threshold",
    "event.action:a",
    '[rule.threshold]\nfield = ["user.name"]\nvalue = 2\n[[rule.threshold.cardinality]]\nfield = "host.name"\nvalue = 2',
  ),
  fixture(
    "new_terms",
    "event.action:*",
    '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name", "event.action"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-1d"',
  ),
  fixture("query", "*:*", 'index = [".alerts-security.*"]'),
  fixture("query", "process.name:x", 'index = ["logs-other-*"]'),
  quiet(fixture("query", "event.action:(a or b)", "max_signals = 5")),
  quiet(fixture("eql", 'sequence by host.name with maxspan=1m [any where event.action == "b"] [any where event.action == "a"]')),
  quiet(fixture("threshold", "event.action:b", '[rule.threshold]\nfield = ["host.name"]\nvalue = 2')),
  fixture("threshold", "event.action:c", 'timestamp_override = "event.ingested"\n[rule.threshold]\nfield = ["process.name"]\nvalue = 3'),
  ruleWith({
    rule_id: "rule-statistics",
    name: "statistics",
    type: "esql",
    language: "esql",
    query: 'FROM logs-* | WHERE event.action == "a" | STATS c = COUNT(*), u = COUNT_DISTINCT(user.name) BY host.name | WHERE c > 1',
  }),
  ...ML_RULES,
];

/** The rule with an exception for one user. */
function quiet(rule: Rule): Rule {
  return {
    ...rule,
    params: { ...rule.params, exceptions_list: [{ id: "quiet", list_id: "quiet", type: "detection", namespace_type: "single" }] },
  };
}

const EXCEPTIONS: readonly JsonObject[] = [
  {
    list_id: "quiet",
    name: "quiet",
    type: "detection",
    description: "d",
    items: [
      {
        item_id: "a",
        type: "simple",
        name: "a",
        description: "d",
        entries: [{ field: "user.name", operator: "included", type: "match", value: "a" }],
      },
    ],
  },
];

const { jobs: JOBS } = loadMlJobText({
  name: "jobs.toml",
  text: `
[[job]]
id = "count"
bucket_span = "5s"
query = 'event.action: (a or b) and host.name: *'
influencers = ["host.name", "process.name"]
[[job.detectors]]
function = "high_count"
by_field_name = "user.name"
[[job]]
id = "rare"
bucket_span = "10s"
query = 'process.name: x'
influencers = ["user.name"]
[[job.detectors]]
function = "rare"
by_field_name = "event.action"
partition_field_name = "host.name"
`,
});

const name = fc.constantFrom("a", "a", "b", "b c", "ü", 'q"', ["a", "b"], null);
const time = (i: number, shift: number): string => new Date(START + i * 700 + shift).toISOString();

/** Mostly plain events; some late, of the future, without a time, with keys that arrival writes, or written in odd ways. */
const event = fc.record(
  {
    shift: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -3_000, max: 0 }) }, fc.constantFrom(-40_000, -90_000, 400_000, 86_400_000)),
    action: fc.constantFrom("a", "b", "c", "d", "e"),
    user: name,
    host: fc.constantFrom("h1", "h2"),
    process: fc.constantFrom("x", "y"),
    odd: fc.oneof(
      { weight: 12, arbitrary: fc.constant("") },
      fc.constantFrom("dotted", "timeless", "ingested", "mention", "id", "twice", "blank", "empty", "null"),
    ),
    index: fc.constantFrom("logs-x-default", "logs-x-default", "logs-other-default", null),
    id: fc.option(fc.constantFrom("one", "two"), { nil: null, freq: 8 }),
  },
  { noNullPrototype: true },
);
type Given = typeof event extends fc.Arbitrary<infer T> ? T : never;

function jsonOf({ shift, action, user, host, process, odd }: Given, i: number): string {
  const fields = { event: { action }, user: { name: user }, host: { name: host }, process: { name: process } };
  const at = { "@timestamp": time(i, shift) };
  switch (odd) {
    case "dotted":
      return JSON.stringify({ ...at, "event.action": action, "user.name": user, "host.name": host });
    case "timeless":
      return JSON.stringify(fields);
    case "ingested":
      return JSON.stringify({ ...at, ...fields, event: { action, ingested: time(i, -500) } });
    case "null":
      return JSON.stringify({ ...at, ...fields, event: { action, ingested: null } });
    case "mention":
      return JSON.stringify({ ...at, ...fields, message: 'has it "ingested" and an _id" and _index"?' });
    case "id":
      return JSON.stringify({ _id: "own", _index: "logs-other-own", ...at, ...fields });
    case "twice":
      return `{"user":{"name":"z"},${JSON.stringify({ ...at, ...fields }).slice(1)}`;
    case "blank":
      return ` ${JSON.stringify({ ...at, ...fields })} `;
    case "empty":
      return "{}";
    default:
      return JSON.stringify({ ...at, ...fields });
  }
}

const FRAME = 5;

function framesOf(given: readonly Given[]): readonly Frame[] {
  const records = given.map((one, i): NewRecord => ({ index: one.index, id: one.id, json: Buffer.from(jsonOf(one, i)) }));
  return Array.from({ length: Math.ceil(records.length / FRAME) }, (_, n) => {
    const part = records.slice(n * FRAME, (n + 1) * FRAME);
    return decodeFrame(encodeFrame(part, SOURCE, n * FRAME, START + (n + 1) * FRAME * 700));
  });
}

type Way = (engine: Engine, frame: Frame) => readonly object[];
const byEvents: Way = (engine, frame) => frame.entries.flatMap((record) => [...engine.push(eventOf(record, frame, STORE))]);
let viaLines = 0;
const byLines: Way = (engine, frame) => {
  const live = engine.liveLines({ capacity: 64 * 1024, guarded: [], marks: undefined });
  if (!live) throw new Error("lines are judged live where events can be had again");
  viaLines++;
  return [...live.take(linesOf(frame, STORE))];
};

interface Outcome {
  readonly alerts: readonly string[];
  readonly ledger: readonly string[];
  readonly stats: unknown;
  readonly state: unknown;
  readonly jobs: readonly unknown[];
}

/** Runs frames; stops after each of `stops` and goes on in another engine from what was saved. */
function run(frames: readonly Frame[], way: Way, stops: readonly number[]): Outcome {
  const ledger: string[] = [];
  const alerts: object[] = [];
  const saved: StateEntry[] = [];
  const recall = (sequence: number): EventDocument | undefined => {
    const frame = frames[Math.floor(sequence / FRAME)];
    const record = frame?.entries[sequence % FRAME];
    return frame && record && eventOf(record, frame, STORE);
  };
  const create = (): Engine =>
    createEngine({
      rules: RULES,
      exceptions: EXCEPTIONS,
      mlJobs: JOBS,
      lateness: 30_000,
      recall,
      ledger: (entry: LedgerEntry) => void ledger.push(JSON.stringify(entry)),
    });
  let engine = create();
  frames.forEach((frame, n) => {
    alerts.push(...engine.advance(Math.floor(frame.received / 1000) * 1000), ...way(engine, frame));
    saved.push(...(JSON.parse(JSON.stringify(engine.changes())) as StateEntry[]));
    if (!stops.includes(n)) return;
    const from = engine.waitingFrom() ?? Number.POSITIVE_INFINITY;
    engine = create();
    engine.restore(saved);
    for (const each of frames.slice(0, n + 1)) recollect(engine, each, from, way);
  });
  alerts.push(...engine.advance(START + 3_600_000));
  alerts.push(...engine.finish());
  const { rules, ...stats } = engine.stats();
  const state = new Map(saved.map((entry) => [JSON.stringify([entry.rule, entry.operator, entry.key]), entry.state]));
  return {
    alerts: alerts.map((alert) => JSON.stringify(alert)),
    ledger,
    stats: stops.length > 0 ? null : { ...stats, rules: rules.map((rule) => ({ ...rule, ms: 0 })) },
    state: [...state].filter(([key, value]) => value !== undefined && !key.startsWith('["","event"')).length,
    jobs: [...state].flatMap(([key, value]) => (key.startsWith('["job:') ? [[key, jobState(key, value)] as const] : [])).toSorted(),
  };
}

/** What is counted of events has no order in itself. */
function jobState(key: string, value: unknown): unknown {
  const [, , piece] = JSON.parse(key) as readonly [string, string, string];
  if (!piece.startsWith("c ") || value === undefined) return value;
  const [start, detector, cell] = value as readonly [number, number, SavedCell];
  return [start, detector, cellInOrder(cell)];
}

function recollect(engine: Engine, frame: Frame, from: number, way: Way): void {
  if (frame.firstSequence + frame.records <= from) return;
  if (way === byLines && frame.firstSequence >= from)
    engine.liveLines({ capacity: 64 * 1024, guarded: [], marks: undefined })?.recollect(linesOf(frame, STORE), frame.received);
  else for (const record of frame.entries) if (record.sequence >= from) engine.recollect(eventOf(record, frame, STORE), frame.received);
}

const PLAIN: Given = { shift: 0, action: "c", user: "a", host: "h1", process: "y", odd: "", index: "logs-x-default", id: null };

describe("judging the journal by its lines", () => {
  test("gives what pushing each event gives", () => {
    const rung = new Set<string>();
    let fed = 0;
    fc.assert(
      fc.property(fc.array(event, { minLength: 20, maxLength: 120 }), fc.array(fc.nat(20), { maxLength: 3 }), (given, stops) => {
        const frames = framesOf(given);
        const outcome = run(frames, byLines, stops);
        expect(outcome).toEqual(run(frames, byEvents, stops));
        fed += outcome.jobs.length;
        for (const alert of outcome.alerts) rung.add((JSON.parse(alert) as Record<string, string>)["kibana.alert.rule.name"] as string);
      }),
      { numRuns: 30, seed: 20261124 },
    );
    expect(viaLines).toBeGreaterThan(0);
    expect(fed).toBeGreaterThan(100);
    expect([...rung].toSorted()).toEqual(
      RULES.filter((rule) => !ML_RULES.includes(rule))
        .map((rule) => rule.name)
        .toSorted(),
    );
  });

  test("reads nothing of events that no rule needs", () => {
    const plain = Array.from({ length: 4 * FRAME }, (_, i): Given => ({ ...PLAIN, process: i === 13 ? "x" : "y" }));
    const engine = createEngine({
      rules: [
        fixture("query", "process.name:x"),
        fixture("eql", 'sequence by user.name [any where event.action == "b"] [any where event.action == "c"]'),
        fixture("threshold", "event.action:*", '[rule.threshold]\nfield = ["host.name", "user.name"]\nvalue = 20'),
        ...ML_RULES,
      ],
      mlJobs: JOBS,
      lateness: 30_000,
      recall: () => undefined,
    });
    const read: number[] = [];
    const rung: object[] = [];
    for (const frame of framesOf(plain)) {
      const block = linesOf(frame, STORE);
      const parse = (line: number): EventDocument => {
        read.push(block.firstOffset + line - 1);
        return block.parse(line);
      };
      engine.liveLines({ capacity: 64 * 1024, guarded: [], marks: undefined })?.take({ ...block, parse });
    }
    rung.push(...engine.advance(START + 3_600_000));
    // The first of its index, and the one that a rule matches; all are counted.
    expect(read).toEqual([0, 13]);
    expect(rung).toMatchObject([{ "kibana.alert.threshold_result": { count: 4 * FRAME } }]);
    expect(engine.stats()).toMatchObject({
      events: 4 * FRAME,
      jobs: [
        { job_id: "count", events: 0 },
        { job_id: "rare", events: 1 },
      ],
    });
  });

  test("counts an event that cannot be judged, and goes on", () => {
    const faults: number[] = [];
    const engine = createEngine({ rules: [fixture("query", "process.name:x")], lateness: 30_000, recall: () => undefined });
    const live = engine.liveLines({ capacity: 64 * 1024, guarded: [], marks: undefined, onFault: (_, offset) => void faults.push(offset) });
    const rung = framesOf(Array.from({ length: 2 * FRAME }, (): Given => ({ ...PLAIN, process: "x" }))).flatMap((frame) => {
      const block = linesOf(frame, STORE);
      const parse = (line: number): EventDocument => {
        if (block.firstOffset + line - 1 === 7) throw new Error("a fault of ours");
        return block.parse(line);
      };
      return [...(live?.take({ ...block, parse }) ?? [])];
    });
    expect(faults).toEqual([7]);
    expect(rung).toHaveLength(2 * FRAME - 1);
  });
});
