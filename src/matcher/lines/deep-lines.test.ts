import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { compileMatcher } from "../compile.ts";
import { evaluate } from "../reference.ts";
import { STOP } from "./sieve.ts";

const OPTIONS = { times: ["@timestamp"], routing: ["_index"], fields: [], capacity: 1 << 21, guarded: [], marks: undefined };
const LEVELS = 140;

const term = (path: string): Predicate => ({ kind: "term", field: { name: path, path, kind: "keyword" }, value: "x", fold: false });
const PREDICATES = [term("a"), term("k.b")];

/** What a sieve that knows the index makes of a line: the predicates that hold, or that it is left to be parsed. */
function judge(line: string): readonly number[] | "unjudged" {
  const matcher = compileMatcher(PREDICATES);
  const sieve = matcher.sieve(OPTIONS);
  if (!sieve) throw new Error("there are few fields");
  sieve.load(Buffer.from(line));
  let stop = sieve.next();
  if (stop === STOP.newRoute) {
    sieve.learnRoute({ any: true, byRule: true }, () => true);
    sieve.repeat();
    stop = sieve.next();
  }
  if (stop === STOP.blockEnd) return [];
  if (stop !== STOP.candidates) return "unjudged";
  sieve.values.begin(() => JSON.parse(line) as JsonObject);
  matcher.runLine(sieve, 0);
  return [...sieve.candidates.subarray(0, sieve.count)].filter((i) => matcher.matched(i));
}

const within = (open: string, inner: string, close: string, levels: number = LEVELS): string =>
  open.repeat(levels) + inner + close.repeat(levels);

test.for([
  [`{"a":${within("[", '"x"', "]")}}`, [0]],
  [`{"a":${within("[ ", ' "y" , "x" , [] , {} ', " ]")}}`, [0]],
  [`{"a":${within("[", '{"c":"x"}', "]")}}`, []],
  [`{"k":${within("[", '"x"', "]")}}`, []],
  [`{"k":${within("[", '{"b":"x"}', "]")}}`, "unjudged"],
  [`{"z":${within('{"a":', '"x"', "}")},"a":"x"}`, [0]],
  [`{"z":${within('{"c":[1,{"d":2},', "true", "]}")}}`, []],
  [`{"z":${within('{"c":[1,', "true", "}]")}}`, "unjudged"],
  [`{"z":${within("[", "", "]")}}`, []],
  [`{"z":${within("[", "1,", "]")}}`, "unjudged"],
  [`{"z":${within("[", "1 2", "]")}}`, "unjudged"],
  [`{"z":${within('{"c" ', "1", "}")}}`, "unjudged"],
  [`{"z":${"[".repeat(LEVELS)}`, "unjudged"],
  [`{"a":${within("[", '"x"', "]", 400_000)}}`, [0]],
] as const)("case %#", ([line, verdict]) => expect(judge(line)).toEqual(verdict));

const LEVEL = fc.constantFrom(
  ["[", "]"],
  ["[1,", "]"],
  ['{"q":', "}"],
  ['{"b":', ',"q":[]}'],
  [' [ "x" , ', ' , {"a":"x"}]'],
  ['{"a":"x","q":', "}"],
);

/** A value that is so deep, within one of the fields, now and then with something changed. */
const lines = fc
  .record({
    field: fc.constantFrom("a", "k", "z"),
    levels: fc.array(LEVEL, { minLength: 125, maxLength: 140 }),
    cut: fc.nat(2_000),
    change: fc.option(fc.constantFrom(...'[]{},:"x')),
  })
  .map(({ field, levels, cut, change }) => {
    const open = levels.map(([begin]) => begin).join("");
    const close = levels
      .map(([, end]) => end)
      .reverse()
      .join("");
    const line = `{"${field}":${open}"x"${close}}`;
    return change === null ? line : line.slice(0, cut) + change + line.slice(cut + 1);
  });

test("a deep line is judged only where it is JSON, and as the reference judges it", () => {
  fc.assert(
    fc.property(lines, (line) => {
      const verdict = judge(line);
      if (verdict === "unjudged") return;
      const document = JSON.parse(line) as JsonObject;
      expect(verdict).toEqual(PREDICATES.flatMap((predicate, i) => (evaluate(predicate, document, 0) ? [i] : [])));
    }),
    { numRuns: 1_000 },
  );
});
