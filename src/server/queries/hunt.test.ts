import { describe, expect, test } from "vitest";
import type { EventDocument } from "../../event/origin.ts";
import { formatTime } from "../../event/time.ts";
import type { BlockQuery, BlockStore } from "../../store/blocks.ts";
import type { EventStore, FoundFrame } from "../../store/events.ts";
import type { HuntResult } from "../wire/hunt.ts";
import { defaultFields } from "../../event/schema.ts";
import { hunt as huntWith } from "./hunt.ts";
import type { HuntTask } from "./messages.ts";

const START = Date.UTC(2026, 0, 1);
const FRAMES = 40;
const PER_FRAME = 10;
const event = (n: number): EventDocument => ({
  "@timestamp": formatTime(START + n * 1000),
  n,
  host: { name: `h${n % 4}` },
  event: { category: "process" },
});

/** Frames of ten events, a second apart, the latest first; each takes so many milliseconds. */
function store(costMs = 0): EventStore {
  const frames = Array.from({ length: FRAMES }, (_, i): FoundFrame => {
    const first = i * PER_FRAME;
    const events = Array.from({ length: PER_FRAME }, (__, j) => event(first + j));
    return { events, place: { latest: START + (first + PER_FRAME - 1) * 1000, firstSequence: first } };
  }).toReversed();
  return {
    *scanFrames({ after }: BlockQuery) {
      for (const frame of frames) {
        if (after && frame.place.latest >= after.latest) continue;
        for (const end = performance.now() + costMs; performance.now() < end; );
        yield frame;
      }
    },
    *scan() {},
    at: () => undefined,
    blocks: { totals: () => ({ events: 0, bytes: 0, earliest: START, latest: START + 1e6 }) } as Partial<BlockStore> as BlockStore,
  };
}

const task = (language: HuntTask["language"], query: string, more: Partial<HuntTask> = {}): HuntTask => ({
  kind: "hunt",
  language,
  query,
  from: START,
  to: START + 1e6,
  size: 1_000,
  longestMs: 60_000,
  ...more,
});
const numbers = ({ result }: HuntResult): unknown[] => ("events" in result ? result.events.map((each) => each["n"]) : []);
const counted = ({ histogram }: HuntResult): number => histogram.series.flatMap(({ counts }) => counts).reduce((a, b) => a + b, 0);

const hunt = (given: HuntTask, events: EventStore): HuntResult => huntWith(given, events, { fields: defaultFields(), tables: {} });

describe("hunts", () => {
  test.each([
    ["kuery", "host.name: h1"],
    ["lucene", "host.name:h1"],
    ["eql", 'process where host.name == "h1"'],
  ] as const)("count all that fits, and give the newest: %s", (language, query) => {
    const result = hunt(task(language, query, { size: 3 }), store());
    expect(result).toMatchObject({ scanned: 400, found: 100, stopped: null });
    expect(numbers(result)).toEqual([397, 393, 389]);
    expect(counted(result)).toBe(100);
  });

  test("whose time is over say how far they came, and go on from there to what one hunt finds", () => {
    const whole = hunt(task("kuery", "host.name: h1"), store());
    const events = store(2);
    const parts = [hunt(task("kuery", "host.name: h1", { longestMs: 10 }), events)];
    for (let last = parts[0]; last?.stopped; last = parts.at(-1)) {
      expect(last.stopped.why).toBe("time");
      const [latest = 0, firstSequence = 0] = (last.stopped.next ?? "").split(".").map(Number);
      expect(last.stopped.at).toBe(formatTime(latest));
      parts.push(hunt(task("kuery", "host.name: h1", { longestMs: 10, after: { latest, firstSequence } }), events));
    }
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.flatMap(numbers)).toEqual(numbers(whole));
    expect(parts.reduce((sum, { scanned }) => sum + scanned, 0)).toBe(400);
    expect(parts.reduce((sum, part) => sum + counted(part), 0)).toBe(100);
    expect(new Set(parts.map(({ from, to, histogram }) => JSON.stringify([from, to, histogram.times]))).size).toBe(1);
  });

  test("that look at several events at once say how far they came, and cannot go on", () => {
    const sequence = "sequence by host.name [process where n >= 0] [process where n >= 0]";
    for (const [language, query] of [
      ["eql", sequence],
      ["esql", "FROM * | STATS c = COUNT(*)"],
      ["eql", "process where true | tail 2"],
    ] as const) {
      const result = hunt(task(language, query, { longestMs: 10 }), store(2));
      expect(result.stopped).toMatchObject({ why: "time", next: null });
      expect(Date.parse(result.stopped?.at ?? "")).toBeGreaterThan(START);
    }
  });

  test("hold of sequences only what one of their stages fits", () => {
    const result = hunt(task("eql", "sequence [process where n == 5] [process where n == 395]"), store());
    expect(result).toMatchObject({
      scanned: 400,
      found: 2,
      stopped: null,
      result: { kind: "sequences", sequences: [{ events: [{ n: 5 }, { n: 395 }] }] },
    });
  });

  test("in ES|QL look at all events, or as many as they need", () => {
    const all = hunt(task("esql", "FROM * | STATS c = COUNT(*) BY host.name | SORT host.name"), store());
    expect(all.result).toMatchObject({
      kind: "table",
      rows: [
        [100, "h0"],
        [100, "h1"],
        [100, "h2"],
        [100, "h3"],
      ],
    });
    const some = hunt(task("esql", "FROM * | KEEP n | LIMIT 3"), store());
    expect(some).toMatchObject({ stopped: null, result: { rows: [["399"], ["398"], ["397"]] } });
    expect(some.scanned).toBeLessThan(400);
  });
});
