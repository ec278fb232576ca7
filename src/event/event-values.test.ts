import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileEventValues } from "./event-values.ts";
import type { Json, JsonObject } from "./json.ts";
import { compilePath } from "./path.ts";

const PATHS = ["a", "a.b", "a.b.c", "b.a", "c", "a.a.a.a", "__proto__", "constructor.a", "a..b", "c"];

const key = fc.constantFrom("a", "b", "c", "a.b", "b.c", "a.b.c", "x", "a.x", "__proto__", "constructor", "a.", "");
const document = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>(1, "x", false, null, ""),
    fc.array(tie("value"), { maxLength: 3 }) as fc.Arbitrary<Json>,
    tie("object") as fc.Arbitrary<Json>,
  ),
  // By text, as documents come: a literal `__proto__` would set the prototype.
  object: fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((entries) => {
    const members = new Map(entries.map(([name, value]) => [name, `${JSON.stringify(name)}:${JSON.stringify(value)}`]));
    return JSON.parse(`{${[...members.values()].join(",")}}`) as JsonObject;
  }),
})).object;

const sorted = (values: readonly Json[]): string[] => values.map((value) => JSON.stringify(value)).toSorted();

describe("compileEventValues", () => {
  test("finds what a reader for each path finds", () => {
    const event = compileEventValues(PATHS);
    fc.assert(
      fc.property(document, (value) => {
        event.read(value);
        PATHS.forEach((path, i) => expect(sorted(event.values(i))).toEqual(sorted(compilePath(path)(value))));
        const withValues = PATHS.flatMap((path, i) => (PATHS.indexOf(path) === i && compilePath(path)(value).length > 0 ? [i] : []));
        expect(event.present().toSorted((a, b) => a - b)).toEqual(withValues);
      }),
      { numRuns: 1000 },
    );
  });

  test("values outlive the next event", () => {
    const event = compileEventValues(["a"]);
    event.read({ a: [1, 2] });
    const first = event.values(0);
    event.read({ a: 3 });
    expect([first, event.values(0)]).toEqual([[1, 2], [3]]);
    event.read({});
    expect(event.values(0)).toEqual([]);
  });

  test("depth costs no stack", () => {
    const event = compileEventValues(["a", "a.a"]);
    event.read(JSON.parse(`{"a":${"[".repeat(100_000)}1${"]".repeat(100_000)}}`) as JsonObject);
    expect(event.values(0)).toEqual([1]);
    event.read(JSON.parse(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`) as JsonObject);
    expect(event.present()).toEqual([]);
  });

  test("no paths, no values", () => {
    const event = compileEventValues([]);
    event.read({ a: 1 });
    expect(event.present()).toEqual([]);
  });
});
