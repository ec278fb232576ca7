import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyDocument, anyPredicate } from "../../../tests/support/predicates.ts";
import type { FieldType } from "../../event/field-type.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import { parseTime } from "../../event/time.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { compileMatcher, type Matcher } from "../compile.ts";
import { openLineMatcher } from "../line-matcher.ts";
import { evaluate } from "../reference.ts";
import { type LineSieve, STOP, TIME_STATE } from "./sieve.ts";

const NOW = Date.UTC(2024, 0, 2, 12);
const CAPACITY = 1 << 16;
const OPTIONS = { times: ["@timestamp"], routing: ["_index"], fields: [], capacity: CAPACITY, guarded: ["guarded"], marks: undefined };

/** A sieve that judges all events, whether they show that they are in ECS or not. */
function createSieve(matcher: Matcher): LineSieve {
  const sieve = matcher.sieve(OPTIONS);
  if (!sieve) throw new Error("there are few fields");
  return sieve;
}

const keyword: FieldType = { name: "a", path: "a", kind: "keyword" };
const analysed: FieldType = { name: "t", path: "t", kind: "text" };
const range = (path: string, kind: FieldType["kind"]): Predicate => ({
  kind: "range",
  field: { name: path, path, kind },
  bounds: [{ op: "gte", value: "0" }],
});

type Verdict = { readonly text: string; readonly matches: readonly number[] | "unjudged" };

/** What a sieve makes of lines; those that are passed over match nothing. */
function judge(matcher: Pick<Matcher, "matched" | "runLine">, sieve: LineSieve, lines: readonly string[]): Verdict[] {
  const verdicts: Verdict[] = [];
  sieve.load(Buffer.from(lines.join("\n")));
  for (let stop = sieve.next(); ; stop = sieve.next()) {
    while (verdicts.length < (stop === STOP.blockEnd ? lines.length : sieve.line - 1))
      verdicts.push({ text: lines[verdicts.length] as string, matches: [] });
    if (stop === STOP.blockEnd) return verdicts;
    const text = lines[verdicts.length] as string;
    if (stop === STOP.newRoute) sieve.learnRoute({ any: true, byRule: true }, () => true);
    if (stop !== STOP.candidates) {
      verdicts.push({ text, matches: "unjudged" });
      continue;
    }
    sieve.values.begin(() => JSON.parse(text) as JsonObject);
    matcher.runLine(sieve, NOW);
    const candidates = [...sieve.candidates.subarray(0, sieve.count)];
    verdicts.push({ text, matches: candidates.filter((i) => matcher.matched(i)) });
  }
}

/** Ways of writing one and the same document. */
const WRITINGS: readonly ((document: JsonObject) => string)[] = [
  (document) => JSON.stringify(document),
  (document) => ` ${JSON.stringify(document, null, 1).replaceAll("\n", " \t")}\r`.trimStart(),
  (document) => JSON.stringify(document).replace(/[^\u0000-\u007f]/gu, (c) => c.split("").map(escapeUnit).join("")),
  (document) => escapeValues(document),
];

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Every character of every text as an escape, keys apart. */
function escapeValues(value: Json): string {
  if (typeof value === "string") return `"${value.split("").map(escapeUnit).join("")}"`;
  if (Array.isArray(value)) return `[${value.map(escapeValues).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${escapeValues(item)}`)
    .join(",")}}`;
}

const many = fc.array(anyPredicate, { minLength: 1, maxLength: 30 });
const documents = fc.array(anyDocument, { minLength: 1, maxLength: 5 });

describe("a sieve of lines", () => {
  test("finds what the reference finds, however a document is written", () => {
    let judged = 0;
    fc.assert(
      fc.property(many, documents, fc.nat(WRITINGS.length - 1), fc.constantFrom(1, 6), (predicates, all, writing, rounds) => {
        const matcher = compileMatcher(predicates);
        const sieve = createSieve(matcher);
        const lines = all.map((document) => (WRITINGS[writing] as (document: JsonObject) => string)(document));
        // Of each index the first line is not judged: it is new.
        for (let round = 0; round < rounds; round++) judge(matcher, sieve, lines);
        for (const { text, matches } of judge(matcher, sieve, lines)) {
          if (matches === "unjudged") continue;
          judged++;
          const document = JSON.parse(text) as JsonObject;
          const expected = predicates.flatMap((predicate, i) => (evaluate(predicate, document, NOW) ? [i] : []));
          expect(matches, text).toEqual(expected);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(judged).toBeGreaterThan(500);
  });

  test("finds what the reference finds in lines that differ from known ones by some bytes", () => {
    const pieces = fc.constantFrom(
      '"',
      "\\",
      ",",
      ":",
      "{",
      "}",
      "[",
      "]",
      "0",
      "1",
      "-",
      ".",
      "e",
      "t",
      " ",
      "\t",
      "a",
      "é",
      "\u0001",
      '","',
      "\\n",
    );
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(2), put: fc.array(pieces, { maxLength: 2 }) });
    const padding = fc.integer({ min: 0, max: 40 });
    let judged = 0;
    fc.assert(
      fc.property(
        fc.array(anyPredicate, { minLength: 1, maxLength: 8 }),
        anyDocument,
        padding,
        fc.array(change, { minLength: 1, maxLength: 20 }),
        (predicates, document, size, changes) => {
          const matcher = compileMatcher(predicates);
          const sieve = createSieve(matcher);
          const known = JSON.stringify({ x: "x".repeat(size), ...document, y: ["p".repeat(size), "q"], z: [1, size, null, true] });
          const lines = changes.map(({ at, cut, put }) => {
            const from = 1 + Math.floor(at * (known.length - 2));
            return known.slice(0, from) + put.join("") + known.slice(from + cut);
          });
          for (let round = 0; round < 2; round++) judge(matcher, sieve, [known, known]);
          for (const { text, matches } of judge(matcher, sieve, [known, ...lines, known])) {
            if (matches === "unjudged") continue;
            judged++;
            const read = JSON.parse(text) as JsonObject;
            expect(matches, text).toEqual(predicates.flatMap((predicate, i) => (evaluate(predicate, read, NOW) ? [i] : [])));
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(judged).toBeGreaterThan(1_000);
  });

  test("goes on where there are more shapes of lines than it keeps", () => {
    const matcher = compileMatcher([{ kind: "term", field: keyword, value: "x", fold: false }]);
    const sieve = createSieve(matcher);
    const wide = (n: number): string =>
      `{${Array.from({ length: 40 }, (_, i) => `"k${(n * 7 + i) % 997}":${i % 2 ? n : '"v"'}`).join(",")},"a":"x"}`;
    const lines = Array.from({ length: 3_000 }, (_, n) => (n % 3 === 0 ? '{"b":1,"a":"x"}' : wide(n)));
    judge(matcher, sieve, ['{"a":"x"}']);
    for (let at = 0; at < lines.length; at += 30)
      for (const { matches } of judge(matcher, sieve, lines.slice(at, at + 30))) expect(matches).toEqual([0]);
  });

  test("remembers of texts what holds of them, whatever their length and however many there are", () => {
    // Texts are remembered up to 64 bytes.
    const size = fc.constantFrom(0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 66, 79, 80, 81);
    const written = fc
      .tuple(size, fc.constantFrom("a", "A", "b", "\\", "é"))
      .map(([length, last]) => `${"a".repeat(Math.max(0, length - 1))}${last}`);
    const asked = fc.oneof<fc.Arbitrary<Predicate>[]>(
      fc.record({ kind: fc.constant("term" as const), field: fc.constant(keyword), value: written, fold: fc.boolean() }),
      fc.record({ kind: fc.constant("prefix" as const), field: fc.constant(keyword), value: written, fold: fc.boolean() }),
      written.map((value): Predicate => ({ kind: "wildcard", field: keyword, patterns: [`*${value.slice(-3)}`], fold: true })),
      fc.constant<Predicate>({ kind: "single", field: keyword }),
    );
    const document = fc.record({ a: fc.oneof(written, fc.array(written, { maxLength: 4 })), b: written });
    fc.assert(
      fc.property(
        fc.array(asked, { minLength: 1, maxLength: 12 }),
        fc.array(document, { minLength: 1, maxLength: 12 }),
        (predicates, events) => {
          const matcher = compileMatcher(predicates);
          const sieve = createSieve(matcher);
          const lines = events.map((each) => JSON.stringify(each));
          for (let round = 0; round < 4; round++) judge(matcher, sieve, lines);
          judge(matcher, sieve, lines).forEach(({ matches }, i) => {
            expect(matches).toEqual(predicates.flatMap((predicate, p) => (evaluate(predicate, events[i] as JsonObject, NOW) ? [p] : [])));
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("goes on where there are more texts, and more that rules make of them, than it remembers", () => {
    const count = 6_000;
    const other: FieldType = { name: "b", path: "b", kind: "keyword" };
    const predicates = Array.from({ length: count }, (_, i): Predicate => {
      const named: Predicate = { kind: "term", field: keyword, value: `name ${i}`, fold: false };
      return i % 2 === 0 ? named : { kind: "and", items: [named, { kind: "term", field: other, value: `y${i % 7}`, fold: false }] };
    });
    const matcher = compileMatcher(predicates);
    const sieve = createSieve(matcher);
    judge(matcher, sieve, ['{"a":"x"}']);
    const lines = Array.from({ length: 2 * count }, (_, i) =>
      JSON.stringify({ a: [`name ${(i * 7) % count}`, `x${i}`], b: `y${((i * 7) % count) % 7}` }),
    );
    for (let at = 0; at < lines.length; at += 500)
      judge(matcher, sieve, lines.slice(at, at + 500)).forEach(({ matches }, i) => expect(matches).toEqual([((at + i) * 7) % count]));
    const names = Array.from({ length: count / 2 }, (_, i) => `name ${2 * i}`);
    expect(judge(matcher, sieve, [JSON.stringify({ a: names })])[0]?.matches).toEqual(names.map((_, i) => 2 * i));
  });

  test("tests on its bytes what the first line that it is found for may satisfy, and each line once", () => {
    const matcher = compileMatcher([
      { kind: "and", items: [range("n", "long"), { kind: "term", field: keyword, value: "x", fold: false }] },
    ]);
    const sieve = createSieve(matcher);
    judge(matcher, sieve, ["{}"]);
    sieve.load(Buffer.from('{"a":"y","n":1}\n{"a":"x","n":-1}\n{"a":"x","n":1}\n{"a":"x"}'));
    expect(sieve.next()).toBe(STOP.candidates);
    expect([sieve.line, sieve.count, sieve.certain[0], sieve.passed.count]).toEqual([3, 1, 1, 2]);
    expect(sieve.next()).toBe(STOP.blockEnd);
    expect([sieve.line, sieve.passed.count]).toEqual([4, 1]);
  });

  test("makes one test of many that ask one field for texts", () => {
    const names = Array.from({ length: 40 }, (_, i): Predicate => ({ kind: "term", field: keyword, value: `n${i}`, fold: false }));
    const patterns = Array.from(
      { length: 5 },
      (_, i): Predicate => ({ kind: "wildcard", field: keyword, patterns: [`p${i}*`], fold: true }),
    );
    const predicate: Predicate = { kind: "not", item: { kind: "or", items: [...names, ...patterns, range("n", "long")] } };
    const matcher = compileMatcher([predicate]);
    const sieve = createSieve(matcher);
    const lines = ['{"a":"n3"}', '{"a":"N3"}', '{"a":["x","P4x"]}', '{"n":0}', "{}"];
    for (let round = 0; round < 6; round++) judge(matcher, sieve, lines);
    expect(judge(matcher, sieve, lines).map(({ matches }) => matches)).toEqual([[], [0], [], [], [0]]);
    sieve.load(Buffer.from("{}"));
    sieve.next();
    expect(sieve.certain[0]).toBe(1);
  });

  test.each<[string, Predicate, string, string]>([
    ["a range of a field that no table knows", range("session.length", "unknown"), '{"session":{"length":3}}', '{"session":{"other":3}}'],
    ["a date", range("seen", "date"), '{"seen":"2024-01-01"}', '{"seen":null}'],
    ["one value", { kind: "single", field: keyword }, '{"a":["x",true]}', '{"a":[null,"x","y"]}'],
    ["an analysed text", { kind: "text", field: analysed, tokens: ["x"], operator: "or", slop: 0 }, '{"t":"y"}', '{"t":[]}'],
  ])("needs no test of %s where its field has no value for one", (_, predicate, open, told) => {
    const matcher = compileMatcher([predicate]);
    const sieve = createSieve(matcher);
    for (let round = 0; round < 6; round++) judge(matcher, sieve, [open]);
    sieve.load(Buffer.from([open, told].join("\n")));
    expect(sieve.next()).toBe(STOP.candidates);
    expect(sieve.certain[0]).toBe(0);
    expect(sieve.next()).toBe(STOP.blockEnd);
  });

  test("takes texts for one that are one in lower case", () => {
    const matcher = compileMatcher([{ kind: "single", field: { name: "a", path: "a", kind: "keyword", normalizer: "lowercase" } }]);
    const sieve = createSieve(matcher);
    const lines = Array.from({ length: 6 }, () => '{"a":["A","a"]}');
    expect(judge(matcher, sieve, lines).slice(1)).toEqual(lines.slice(1).map((text) => ({ text, matches: [0] })));
  });

  test("judges by its image, cloned, as by itself", () => {
    fc.assert(
      fc.property(many, documents, (predicates, all) => {
        const matcher = compileMatcher(predicates);
        const sieve = createSieve(matcher);
        const other = openLineMatcher(structuredClone(matcher.lineImage(sieve.image())), {
          textOf: () => undefined,
          take: () => undefined,
        });
        const lines = all.map((document) => JSON.stringify(document));
        for (let round = 0; round < 5; round++) expect(judge(other, other.sieve, lines)).toEqual(judge(matcher, sieve, lines));
      }),
      { numRuns: 200 },
    );
  });

  test("gives no image once it has judged", () => {
    const sieve = createSieve(compileMatcher([{ kind: "all" }]));
    sieve.load(Buffer.from("{}"));
    expect(() => sieve.image()).toThrow("before its first block");
  });

  test("leaves every line unjudged that is no JSON object", () => {
    const anything: Predicate = { kind: "term", field: { name: "a", path: "a", kind: "keyword" }, value: "x", fold: false };
    const matcher = compileMatcher([anything]);
    const sieve = createSieve(matcher);
    judge(matcher, sieve, ["{}", "{}"]);
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"a"',
      '"',
      "\\",
      "\\u00e9",
      "\\x",
      "1",
      "-",
      "0",
      ".",
      "e",
      "true",
      "null",
      "é",
      " ",
    );
    const broken = fc.array(pieces, { maxLength: 12 }).map((parts) => `{"a":${parts.join("")}}`);
    fc.assert(
      fc.property(fc.array(broken, { minLength: 1, maxLength: 20 }), (lines) => {
        for (const { text, matches } of judge(matcher, sieve, lines))
          if (matches !== "unjudged") expect(() => JSON.parse(text)).not.toThrow();
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    '{"a":"x","a":"y"}',
    '{"a":"y","a":"x"}',
    '{"\\u0061":"x"}',
    '{"guarded":1}',
    '{"a":01}',
    '{"a":1}x',
    '{"a":"\u0001"}',
    "[]",
    "",
  ])("does not judge %s", (line) => {
    const matcher = compileMatcher([{ kind: "term", field: { name: "a", path: "a", kind: "keyword" }, value: "x", fold: false }]);
    const sieve = createSieve(matcher);
    judge(matcher, sieve, ["{}"]);
    expect(judge(matcher, sieve, [line, "{}"])).toEqual([
      { text: line, matches: "unjudged" },
      { text: "{}", matches: [] },
    ]);
  });

  describe("where some events may be half made", () => {
    const halfMade = { keys: ["agent"], unless: ["event.done", "event.seen"] };

    /** Each twice, since the second of a shape is read otherwise. */
    const judgedOf = (line: string, marks: readonly string[] | undefined): boolean[] => {
      const sieve = compileMatcher([{ kind: "all" }]).sieve({ ...OPTIONS, marks, halfMade });
      if (!sieve) throw new Error("there are few fields");
      const stops: number[] = [];
      sieve.load(Buffer.from([...Array.from({ length: 70 }, () => '{"event":{"kind":"x"}}'), line, line].join("\n")));
      for (let stop = sieve.next(); stop !== STOP.blockEnd; stop = sieve.next()) {
        if (stop === STOP.newRoute) sieve.learnRoute({ any: true, byRule: true }, () => true);
        stops.push(stop);
      }
      return stops.slice(-2).map((stop) => stop === STOP.candidates);
    };

    test.each([
      ['{"agent":{"a":1},"event":{"kind":"x"}}', false],
      ['{"event":{"kind":"x"},"agent":null}', false],
      ['{"agent":{"a":1},"event":{"kind":"x","done":["y"]}}', true],
      ['{"event":{"seen":null,"kind":"x"},"agent":{"a":1}}', true],
      ['{"agent":1,"event.kind":"x","event.done":{}}', true],
      ['{"agent":1,"event":{"kind":"x"},"other":{"event":{"done":1}}}', false],
      ['{"agent":1,"event":{"kind":"x","of":{"done":1}}}', false],
      ['{"event":{"kind":"x"},"other":{"agent":1}}', true],
      ['{"event":{"kind":"x"},"agent.name":"y"}', true],
    ])("%s: %s", (line, judged) => {
      expect(judgedOf(line, ["event.kind"])).toEqual([judged, judged]);
      expect(judgedOf(line, undefined)).toEqual([judged, judged]);
    });

    test("that one is whole does not show that it is one", () => {
      expect(judgedOf('{"agent":1,"event":{"done":["y"]}}', ["event.kind"])).toEqual([false, false]);
    });
  });

  test("reads times as the event's reader does, or leaves them to it", () => {
    const exists: Predicate = { kind: "exists", field: { name: "@timestamp", path: "@timestamp", kind: "date" } };
    const matcher = compileMatcher([exists]);
    const sieve = createSieve(matcher);
    judge(matcher, sieve, ['{"@timestamp":"2024-01-01T00:00:00Z"}']);
    const digits = (count: number, most: number): fc.Arbitrary<string> => fc.nat(most).map((n) => String(n).padStart(count, "0"));
    const time = fc
      .tuple(
        digits(4, 9999),
        digits(2, 13),
        digits(2, 32),
        digits(2, 25),
        digits(2, 61),
        digits(2, 61),
        fc.constantFrom("", ".1", ".120", ".123456789", "."),
      )
      .map(([y, mo, d, h, mi, s, fraction]) => `${y}-${mo}-${d}T${h}:${mi}:${s}${fraction}Z`);
    fc.assert(
      fc.property(time, (text) => {
        sieve.load(Buffer.from(JSON.stringify({ "@timestamp": text })));
        const stop = sieve.next();
        const known = stop === STOP.candidates && sieve.timeState(0) === TIME_STATE.known;
        if (known) expect(sieve.milliseconds(0)).toBe(parseTime(text));
        else expect(parseTime(text)).toBeUndefined();
      }),
      { numRuns: 5_000 },
    );
  });
});
