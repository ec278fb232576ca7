import { expect, test } from "vitest";
import type { Stream } from "../../event/origin.ts";
import type { FieldType } from "../../event/field-type.ts";
import type { SequenceOp, StageOp } from "../../plan/plan.ts";
import type { SpillStore } from "../spill.ts";
import { Openings } from "./openings.ts";
import type { SeenEvent } from "./seen-event.ts";
import { type SeenHit, sightsOf } from "./sighting-log.ts";
import { Sightings } from "./sightings.ts";

const HOST: FieldType = { name: "host", path: "host", kind: "keyword" };
const STREAM: Stream = { input: 0, member: 0, file: "x" };

function createSpill(): SpillStore {
  const all: number[] = [];
  return {
    append: (bytes) => {
      all.push(...bytes);
      return all.length - bytes.length;
    },
    read: (offset, length) => Uint8Array.from(all.slice(offset, offset + length)),
    close: () => undefined,
  };
}

const event = (offset: number): SeenEvent => ({
  stream: STREAM,
  later: undefined,
  place: 10 * offset,
  length: 2,
  digest: 0xffffffff - offset,
  offset,
  line: offset + 1,
  record: offset + 1,
});

const STAGE: StageOp = { where: { kind: "all" }, keys: [{ field: HOST, optional: false }], missing: false };
const SEQUENCE: SequenceOp = { kind: "sequence", stages: [STAGE, STAGE] };

/** Rule, stages, key. */
const hit = (rule: number, stages: number, hash: number): SeenHit => ({ rule, stages, hash });

function run(
  seen: readonly (readonly SeenHit[])[],
  times = 1,
): { taken: readonly (readonly [number, readonly SeenHit[]])[]; idle: readonly number[] } {
  const openings = new Map([1, 2].map((rule) => [rule, Openings.of(SEQUENCE) as Openings]));
  const sightings = new Sightings(createSpill(), openings, 3);
  for (let round = 0; round < times; round++) seen.forEach((hits, i) => sightings.add(event(round * seen.length + i), 5, sightsOf(hits)));
  const taken = [...sightings.take()].map(({ hits, offset, digest, place, line, record, time }) => {
    expect({ digest, place, line, record, time }).toEqual({
      digest: 0xffffffff - offset,
      place: 10 * offset,
      line: offset + 1,
      record: offset + 1,
      time: 5,
    });
    return [offset, hits] as const;
  });
  return { taken, idle: [1, 2].map((rule) => sightings.idleOf(rule)) };
}

const [FIRST, SECOND, BOTH] = [1, 2, 3];

test("nothing is taken where no sequence may begin", () => {
  expect(run([[hit(1, SECOND, 8)], [hit(2, SECOND, 8)]])).toEqual({ taken: [], idle: [0, 0] });
});

test("nothing is taken where none may go on, and what might have begun is counted", () => {
  expect(run([[hit(1, FIRST, 8)], [hit(1, SECOND, 9), hit(2, SECOND, 8)], [hit(1, FIRST, 7)]])).toEqual({ taken: [], idle: [2, 0] });
});

test("events are taken of keys with both stages, whichever came first, with the hits of the rules that they matter to", () => {
  const seen = [[hit(1, SECOND, 8), hit(2, SECOND, 8)], [hit(1, SECOND, 9)], [hit(1, FIRST, 8)], [hit(2, FIRST, 4)]];
  expect(run(seen)).toEqual({
    taken: [
      [0, [hit(1, SECOND, 8)]],
      [2, [hit(1, FIRST, 8)]],
    ],
    idle: [0, 1],
  });
});

test("an event of both stages is gone on with by itself, and a key without a hash by any", () => {
  expect(run([[hit(1, BOTH, 8)], [hit(2, FIRST, 3)], [hit(2, SECOND, 0)]]).taken).toEqual([
    [0, [hit(1, BOTH, 8)]],
    [1, [hit(2, FIRST, 3)]],
    [2, [hit(2, SECOND, 0)]],
  ]);
});

test("what was spilled comes back as it was", () => {
  const seen = [[hit(1, FIRST, 0xfffffff0), hit(2, SECOND, 0xfffffff1)], [hit(1, SECOND, 0xfffffff0)]];
  const { taken, idle } = run(seen, 3_000);
  expect(taken).toHaveLength(6_000);
  expect(taken.every(([offset, hits], i) => offset === i && hits.length === 1 && hits[0]?.hash === 0xfffffff0)).toBe(true);
  expect(idle).toEqual([0, 0]);
});
