import { expect, test } from "vitest";
import type { Predicate } from "../../plan/predicate.ts";
import { compileMatcher } from "../compile.ts";
import type { Sights } from "./lay-sights.ts";
import { copyNotes, NoteReader, writeNote, type WrittenNotes } from "./line-notes.ts";
import { type LineSieve, STOP } from "./sieve.ts";

const exists = (path: string): Predicate => ({ kind: "exists", field: { name: path, path, kind: "keyword" } });
const OPTIONS = { times: ["@timestamp"], routing: ["_index"], fields: ["host"], capacity: 1 << 21, guarded: [], marks: undefined };
const TIME = Date.UTC(2024, 0, 1);
const HOST = [{ path: "host", kind: "text" }] as const;

/** `a` and `b` are only noted, the one with its host; `c` is not. */
const SIGHTS: Sights = { byPredicate: [{ what: 7, key: HOST }, { what: 9, key: undefined }, undefined], seed: 1, digests: true };

function createSieve(): LineSieve {
  const sieve = compileMatcher([exists("a"), exists("b"), exists("c")]).sieve({ ...OPTIONS, sights: SIGHTS });
  if (!sieve) throw new Error("there are few fields");
  sieve.load(Buffer.from("{}"));
  expect(sieve.next()).toBe(STOP.newRoute);
  sieve.learnRoute({ any: true, byRule: true }, () => true);
  return sieve;
}

const line = (fields: object): string => JSON.stringify({ "@timestamp": new Date(TIME).toISOString(), ...fields });

interface Found {
  readonly stops: number[];
  readonly notes: { line: number; text: string; time: number; digest: number; sights: readonly number[] }[];
}

function* read(notes: WrittenNotes, block: Buffer): Generator<Found["notes"][number]> {
  const note = new NoteReader(notes.words);
  for (let next = notes.from; next < notes.to; next = note.to) {
    note.goTo(next);
    const text = block.toString("utf8", note.start - notes.block, note.end - notes.block);
    yield { line: note.line, text, time: note.time, digest: note.digest, sights: [...note.words.subarray(note.from, note.to)] };
  }
}

function run(sieve: LineSieve, lines: readonly string[]): Found {
  const block = Buffer.from(lines.join("\n"));
  const found: Found = { stops: [], notes: [] };
  sieve.load(block);
  for (;;) {
    const stop = sieve.next();
    const notes = sieve.notes();
    if (notes) found.notes.push(...read(copyNotes(notes), block));
    if (stop === STOP.blockEnd) return found;
    found.stops.push(stop);
  }
}

test("lines of which only sights are known are noted and gone past, the others are stopped at", () => {
  const sieve = createSieve();
  const lines = [
    line({ a: "x", host: "h" }),
    line({ a: "x", b: "y", host: "i" }),
    line({ a: "x", c: "z" }),
    line({ b: "y" }),
    line({}),
    `{"a":"x"}`,
  ];
  run(sieve, [...lines, ...lines, ...lines]);
  const { stops, notes } = run(sieve, lines);
  expect(notes.map(({ line: number, text }) => [number, text])).toEqual([1, 2, 4].map((number) => [number, lines[number - 1]]));
  expect(notes.map(({ time }) => time)).toEqual([TIME, TIME, TIME]);
  const [[what, ofH] = [], [, ofI, second, none] = [], third] = notes.map(({ sights }) => sights);
  expect([what, second, none, third]).toEqual([7, 9, 0, [9, 0]]);
  expect(ofH).not.toBe(ofI);
  for (const { text, digest } of notes) expect(digest).toBe(sieve.digest(Buffer.from(text)));
  expect(stops).toEqual([STOP.candidates, STOP.candidates]);
});

test("a note that was written by itself reads as it was", () => {
  const notes = writeNote({ length: 12, digest: 0xfffffff0, time: TIME, sights: [7, 8, 9, 10] });
  const note = new NoteReader(notes.words);
  note.goTo(notes.from);
  const { start, end, line: number, digest, time, to } = note;
  expect({ start, end, number, digest, time, to }).toEqual({ start: 0, end: 12, number: 0, digest: 0xfffffff0, time: TIME, to: notes.to });
  expect([...note.words.subarray(note.from, note.to)]).toEqual([7, 8, 9, 10]);
});

test("more lines than there is room for notes are all noted", () => {
  const sieve = createSieve();
  const lines = Array.from({ length: 30_000 }, (_, i) => line({ a: String(i), host: `h${i}` }));
  run(sieve, lines.slice(0, 10));
  const { stops, notes } = run(sieve, lines);
  expect(new Set(stops)).toEqual(new Set([STOP.notesFull]));
  expect(notes.map(({ text }) => text)).toEqual(lines);
});

test("a digest tells changed bytes of any length from what they were", () => {
  const sieve = createSieve();
  for (let length = 1; length < 150; length++) {
    const bytes = Buffer.alloc(length, "x");
    const before = sieve.digest(bytes);
    for (let at = 0; at < length; at += 1 + (length >> 3)) {
      const changed = Buffer.from(bytes);
      changed[at] = 0x79;
      expect(sieve.digest(changed)).not.toBe(before);
    }
    expect(sieve.digest(Buffer.alloc(length + 1, "x"))).not.toBe(before);
  }
});
