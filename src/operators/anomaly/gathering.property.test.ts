import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ALL_JOBS, cellInOrder, documents, JOBS, judgeLines, MINUTE } from "../../../tests/support/gathering.ts";
import type { JsonObject } from "../../event/json.ts";
import { type Counted, CountedCells } from "../../matcher/lines/counted.ts";
import { saveCell } from "./cell.ts";
import { type CellMap, Detector } from "./detector.ts";
import { FieldTexts } from "./field-texts.ts";

/** The cells of detectors alone, by bucket. */
class Cells {
  readonly #texts = new FieldTexts();
  readonly #detectors = JOBS.flatMap((job, number) => {
    const influencers = job.influencers.map((field) => this.#texts.register(field));
    return job.detectors.map((_, i) => ({ number, span: job.span, detector: new Detector(job, i, this.#texts, influencers) }));
  });
  readonly #buckets = new Map<string, CellMap>();

  feed(document: JsonObject, jobs: Iterable<number>): void {
    this.#texts.begin(document);
    const time = Date.parse(document["@timestamp"] as string);
    const fed = new Set(jobs);
    for (const [i, { number, span, detector }] of this.#detectors.entries())
      if (fed.has(number)) detector.gather(this.#texts, time, this.#cells(i, Math.floor(time / span) * span), undefined);
  }

  take(counted: Counted): void {
    const cells = new CountedCells(counted);
    for (let cell = 0; cell < cells.count; cell++) {
      cells.goTo(cell);
      this.#detectors[cells.owner]?.detector.take(this.#cells(cells.owner, cells.start), cells);
    }
  }

  all(): unknown {
    const buckets = [...this.#buckets].filter(([, cells]) => cells.size > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    return buckets.map(([key, cells]) => [
      key,
      [...cells.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((cell) => cellInOrder(saveCell(cell))),
    ]);
  }

  #cells(detector: number, start: number): CellMap {
    const key = `${detector} ${start}`;
    const cells = this.#buckets.get(key) ?? new Map();
    this.#buckets.set(key, cells);
    return cells;
  }
}

test("lines that are counted by their bytes make the cells that their events make", () => {
  let counted = 0;
  fc.assert(
    fc.property(documents, (stream) => {
      const [parsed, judged] = [new Cells(), new Cells()];
      for (const document of stream) parsed.feed(document, ALL_JOBS);
      counted += judgeLines(stream, judged);
      expect(judged.all()).toEqual(parsed.all());
    }),
    { numRuns: 12, endOnFailure: true },
  );
  expect(counted).toBeGreaterThan(400);
}, 60_000);

const mixed = (hash: number, word: number): number => {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return (product << 15) | (product >>> 17);
};

/** As `assembly/cells.ts` has it: where the cell that tells of a job's events in a bucket is looked for first. */
function placeOf(start: number, owner: number): number {
  const [low = 0, high = 0] = new Uint32Array(Float64Array.of(start).buffer);
  const hash = [owner, 0, 0, 0].reduce(mixed, mixed(low, high));
  const folded = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (folded ^ (folded >>> 13)) & 0x7fff;
}

test("buckets made to be looked for at one place are counted all the same, and in few steps", () => {
  const owner = JOBS.flatMap(({ detectors }) => detectors).length;
  const starts: number[] = [];
  for (let minute = 0; starts.length < 150; minute++) if (placeOf(minute * MINUTE, owner) === 0) starts.push(minute * MINUTE);
  const stream = [...starts, ...starts].map((start): JsonObject => ({ "@timestamp": new Date(start).toISOString() }));
  const [parsed, judged] = [new Cells(), new Cells()];
  for (const document of stream) parsed.feed(document, ALL_JOBS);
  let told = 0;
  const count = (counted: Counted): void => {
    const cells = new CountedCells(counted);
    for (let cell = 0; cell < cells.count; cell++) {
      cells.goTo(cell);
      if (cells.owner === owner) told++;
    }
  };
  const taker = { feed: judged.feed.bind(judged), take: (counted: Counted) => (count(counted), judged.take(counted)) };
  judgeLines(stream, taker);
  expect(judged.all()).toEqual(parsed.all());
  // Those past the bound are not found again.
  expect(told).toBeGreaterThan(starts.length);
});
