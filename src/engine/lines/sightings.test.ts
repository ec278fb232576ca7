import { expect, test } from "vitest";
import type { Stream } from "../../event/origin.ts";
import type { FieldType } from "../../event/field-type.ts";
import type { SequenceOp, StageOp } from "../../plan/plan.ts";
import type { SpillStore } from "../spill.ts";
import { NoteReader, writeNote } from "../../matcher/lines/line-notes.ts";
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
  for (let round = 0; round < times; round++) seen.forEach((hits, i) => sightings.add(event(round * seen.length + i), 5, hits));
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

test("notes come back one by one, and only from where something is found", () => {
  const openings = new Map([[1, Openings.of(SEQUENCE) as Openings]]);
  const sightings = new Sightings(createSpill(), openings, 2);
  const addBlock = (number: number, hash: number): void => {
    const lines = [1, 2].map((stages) => writeNote({ length: 4, digest: 6, time: 5, sights: sightsOf([hit(1, stages, hash)]) }));
    const words = Int32Array.from(lines.flatMap((line) => [...line.words]));
    const notes = { words, from: 0, to: words.length, block: 0 };
    const reader = new NoteReader(words);
    for (let next = 0; next < notes.to; next = reader.to) {
      reader.goTo(next);
      sightings.see(reader);
    }
    sightings.keep(notes, { stream: STREAM, later: undefined, offset: 100 * number, line: number, record: number, place: 1000 * number });
  };
  sightings.add(event(1), 5, [hit(1, SECOND, 77)]);
  for (let number = 0; number < 2_000; number++) addBlock(number, number === 1_990 ? 9 : 0x7000 + number);
  const taken = [...sightings.take()].map(({ hits, time, ...rest }) => ({ ...rest, hits, time }));
  expect(taken.filter(({ hits }) => hits[0]?.hash === 9)).toEqual(
    [FIRST, SECOND].map((stages, i) => ({
      stream: STREAM,
      later: undefined,
      offset: 199_000,
      line: 1_990,
      record: 1_990,
      place: 1_990_000 + 4 * i,
      length: 4,
      digest: 6,
      time: 5,
      hits: [hit(1, stages, 9)],
    })),
  );
  expect(taken).toHaveLength(4_000);
});
