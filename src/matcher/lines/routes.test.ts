import { expect, test } from "vitest";
import type { Predicate } from "../../plan/predicate.ts";
import { compileMatcher } from "../compile.ts";
import { type LineSieve, STOP } from "./sieve.ts";

const PREDICATES = 12;
const OPTIONS = { times: ["@timestamp"], routing: ["_index"], fields: [], capacity: 1 << 21, guarded: [], marks: undefined };
const exists = (path: string): Predicate => ({ kind: "exists", field: { name: path, path, kind: "keyword" } });

/** An event of an index, which all predicates hold of. */
const eventOf = (index: number): string =>
  JSON.stringify({ _index: `index-${index}`, ...Object.fromEntries(Array.from({ length: PREDICATES }, (_, i) => [`f${i}`, "x"])) });

/** The predicates that events of an index are offered to: the bits of its number. */
const takes = (index: number, predicate: number): boolean => ((index >> predicate) & 1) === 1;

function createSieve(): LineSieve {
  const sieve = compileMatcher(Array.from({ length: PREDICATES }, (_, i) => exists(`f${i}`))).sieve(OPTIONS);
  if (!sieve) throw new Error("there are few fields");
  return sieve;
}

/** By line the predicates found; passed over: none. */
function judge(sieve: LineSieve, indices: readonly number[]): number[][] {
  const found = indices.map((): number[] => []);
  sieve.load(Buffer.from(indices.map(eventOf).join("\n")));
  for (let stop = sieve.next(); stop !== STOP.blockEnd; stop = sieve.next()) {
    const index = indices[sieve.line - 1] as number;
    if (stop === STOP.newRoute) {
      expect(sieve.learnRoute({ any: index % 4096 !== 0, byRule: true }, (predicate) => takes(index, predicate))).not.toBe(0);
      sieve.repeat();
    } else found[sieve.line - 1] = [...sieve.candidates.subarray(0, sieve.count)];
  }
  return found;
}

const expected = (index: number): number[] => Array.from({ length: PREDICATES }, (_, i) => i).filter((i) => takes(index, i));

test("any number of indices are told apart, and a line is judged once its index is known", () => {
  const sieve = createSieve();
  for (let from = 0; from < 20_000; from += 5_000) {
    const indices = Array.from({ length: 5_000 }, (_, i) => from + i);
    expect(judge(sieve, indices)).toEqual(indices.map(expected));
  }
  const again = [3, 19_999, 3, 0, 4095, 8191, 19_999];
  expect(judge(sieve, again)).toEqual(again.map(expected));
});

test("a line that does not tell its index plainly is not learnt from", () => {
  const sieve = createSieve();
  sieve.load(Buffer.from('{"_index":["a","b"]}'));
  expect(sieve.next()).toBe(STOP.newRoute);
  expect(sieve.learnRoute({ any: true, byRule: true }, () => true)).toBe(0);
});
