import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ALL_JOBS, documents, JOBS, judgeLines } from "../../../tests/support/gathering.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import { totalOf } from "../../functions/esql/exact-sum.ts";
import { type Counted, CountedCells } from "../../matcher/lines/counted.ts";
import { type SavedCell, saveCell } from "./cell.ts";
import { type CellMap, Detector } from "./detector.ts";
import { FieldTexts } from "./field-texts.ts";

/** Of an exact sum what it comes to: it can be written in several ways. */
const amountIn = (tally: Json): Json =>
  Array.isArray(tally) && tally.length === 3 ? [tally[0] as Json, totalOf(tally[1] as number[]), totalOf(tally[2] as number[])] : tally;

/** Influencers in order of value. */
function inOrder([partition, by, over, tally, influencers]: SavedCell): unknown {
  const ordered = influencers.map(([values, counts, bound]) => [values.map((value, i) => `${value} ${counts[i]}`).sort(), bound]);
  return [partition, by, over, amountIn(tally), ordered];
}

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
      [...cells.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((cell) => inOrder(saveCell(cell))),
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
