import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import { compileMatcher } from "../../matcher/compile.ts";
import { type LineSieve, STOP } from "../../matcher/lines/sieve.ts";
import { type HashedField, hashKey, NO_HASH } from "./key-hash.ts";
import { hashOfLine } from "./line-hash.ts";

const OPTIONS = { times: ["@timestamp"], routing: ["_index"], fields: ["text", "whole", "address"], capacity: 1 << 16, guarded: [] };
const TEXT: HashedField = { path: "text", kind: "text" };
const WHOLE: HashedField = { path: "whole", kind: "whole" };
const ADDRESS: HashedField = { path: "address", kind: "address" };

/** A sieve that stands at every line of its blocks, since one predicate holds everywhere. */
const sieve = compileMatcher([{ kind: "all" }]).sieve({ ...OPTIONS, marks: undefined }) as LineSieve;

function hashOf(line: Uint8Array, key: readonly HashedField[]): number {
  sieve.load(line);
  if (sieve.next() === STOP.newRoute) {
    sieve.learnRoute({ any: true, byRule: true }, () => true);
    sieve.load(line);
    expect(sieve.next()).toBe(STOP.candidates);
  }
  return hashOfLine(sieve, key);
}

const escaped = (text: string): string => text.replace(/./gsu, (c) => c.split("").map(escapeUnit).join(""));
const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const text = fc.string({ unit: fc.constantFrom(...'aé€𐍈\\"/\n\u0000\ud800\udfff\u007f\u0080\u07ff\u0800\uffff') });

test("a text has one hash, however a line writes it", () => {
  fc.assert(
    fc.property(text, fc.boolean(), (value, escapes) => {
      const line = escapes ? `{"text":"${escaped(value)}"}` : JSON.stringify({ text: value });
      const hash = hashOf(Buffer.from(line), [TEXT]);
      expect(hash).not.toBe(NO_HASH);
      expect(hash).toBe(hashKey([TEXT], JSON.parse(line) as JsonObject));
    }),
  );
});

test("keys of several fields have the hash of their event", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.ipV4(), (name, whole, address) => {
      const event = { text: name, whole, address };
      const key = [ADDRESS, TEXT, WHOLE];
      expect(hashOf(Buffer.from(JSON.stringify(event)), key)).toBe(hashKey(key, event));
      expect(hashKey(key, event)).not.toBe(NO_HASH);
    }),
  );
});

const NONE: readonly (readonly [field: HashedField, line: string])[] = [
  [TEXT, `{"text":["a","b"]}`],
  [TEXT, `{"text":1}`],
  [TEXT, `{"text":null}`],
  [TEXT, `{"whole":1}`],
  [TEXT, `{"text":"\u00ff"}`],
  [TEXT, `{"text":"\u00c0\u00af"}`],
  [TEXT, `{"text":"\u00ed\u00a0\u0080"}`],
  [TEXT, `{"text":"\u00f4\u0090\u0080\u0080"}`],
  [TEXT, `{"text":"\u00e2\u0082"}`],
  [WHOLE, `{"whole":1.0}`],
  [WHOLE, `{"whole":-1}`],
  [WHOLE, `{"whole":9007199254740993}`],
  [WHOLE, `{"whole":"1"}`],
  [ADDRESS, `{"address":"010.0.0.1"}`],
  [ADDRESS, `{"address":"1.2.3"}`],
  [ADDRESS, `{"address":"1.2.3.4."}`],
  [ADDRESS, `{"address":"1.2.3.256"}`],
  [ADDRESS, `{"address":"::ffff:1.2.3.4"}`],
];

/** Bytes beyond ASCII are what the line has, so that it need not be UTF-8. */
test.each(NONE)("%o has no hash in %s", (field, line) => {
  expect(hashOf(Buffer.from(line, "latin1"), [field])).toBe(NO_HASH);
});

test.each([-1, 1.5, 9007199254740992, "1", [1]])("%o is no whole number that has a hash", (value) => {
  expect(hashKey([WHOLE], { whole: value })).toBe(NO_HASH);
});

test.each(["1.2.3", "1.2.3.4.5", "-1.2.3.4", "1e1.2.3.4", "01.2.3.4", "1..2.3", "::1", 1])("%o is no address that has a hash", (value) => {
  expect(hashKey([ADDRESS], { address: value })).toBe(NO_HASH);
});
