import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parseTOML } from "toml-eslint-parser";
import { describe, expect, test } from "vitest";
import { sharedPath } from "../../../tests/support/shared.ts";
import type { Places } from "./places.ts";
import { readPlainToml } from "./toml-plain.ts";
import { placesIn } from "./toml-places.ts";
import { tomlValues } from "./toml-values.ts";

const CORPUS = sharedPath("corpus/detection-rules/rules");
const PLAIN = [
  "",
  "# nothing\n",
  "a = 1",
  "a = 'x' # said\r\nb = -2.5e3\r\n",
  "a-b_1 = true\n\"c d\" = false\n'e.f' = 0\n",
  'a = "x\\t\\"\\\\\\u00e9\\U0001F600"',
  'a = """\nx \\\n   y\\n"""',
  "a = '''\r\nx\r\ny'''''",
  'a = """"x\\""""',
  "a = ['x', # one\n  'y',\n]\nb = [[1, 2], []]",
  "a = { b = 1, 'c' = { d = ['x'] } }\ne = {}",
  "[a.b]\nx = 1\n[a.c]\nx = 2\n[ d . 'e' ]",
  "[[a]]\nx = 1\n[a.b]\ny = 1\n[[a.c]]\n[[a.c]]\nz = 1\n[[a]]\n[a.b]\n",
  "[a]\nconstructor = 1\ntoString = 2\n",
];
/** Right or wrong, for the full parser to say. */
const NOT_PLAIN = [
  "a = 1979-05-27",
  "a = 0x1f",
  "a = 1_000",
  "a = 9007199254740993",
  "a.b = 1",
  "[a.b]\n[a]\n",
  "__proto__ = 1",
  'a = "\\e"',
  "a = 1\na = 2",
  "a = 1\n[a]",
  "a = [1]\n[[a]]",
  "a = { b = 1 }\n[a.c]",
  "[a]\n[a]",
  "[a]\n[[a]]",
  "a = 'x\n'",
  "a = '''x",
  'a = "x\\\ny"',
  "a = 'x' b",
  "a = [1 2]",
  "a = tru",
  "a = 01",
  "a = 'x\u0001'",
  "a = 'x'\rb = 1",
  `a = ${"[".repeat(100)}${"]".repeat(100)}`,
];

/** The places of texts by what they say of a text. */
const shown = (places: Places, text: string): unknown =>
  [...places]
    .map(([path, { key, value, offsets }]) => [path, key, value, offsets?.(text)])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

function expectSame(text: string): void {
  const program = parseTOML(text);
  const plain = readPlainToml(text, { places: true });
  expect(plain?.values, text).toEqual(tomlValues(program));
  expect(shown(plain?.places ?? new Map(), "x"), text).toEqual(shown(placesIn(text, program), "x"));
  expect(readPlainToml(text, { places: false })?.values).toEqual(plain?.values);
}

describe("the plain reader of TOML", () => {
  test.each(PLAIN)("gives what the full parser gives: %j", expectSame);
  test.each(NOT_PLAIN)("leaves the rest to it: %j", (text) => expect(readPlainToml(text, { places: false })).toBeUndefined());

  test("accepts nothing that the full parser refuses or reads otherwise", () => {
    const pieces = fc.constantFrom(
      ..."abx=[]{}.,\"'#\\ \n\r\t-+0179etrufals".split(""),
      '"""',
      "'''",
      "a = ",
      "[a]\n",
      "[[a]]\n",
      "\r\n",
      "\\u00e9",
    );
    const texts = fc
      .oneof(
        fc.array(pieces, { maxLength: 20 }).map((list) => list.join("")),
        fc
          .tuple(fc.constantFrom(...PLAIN), fc.nat(60), fc.nat(2), pieces)
          .map(([text, at, cut, piece]) => text.slice(0, at) + piece + text.slice(at + cut)),
      )
      .map((text) => `${text}\n`); // the full parser ends a lone `0` at the end of a text too early
    fc.assert(
      fc.property(texts, (text) => {
        if (readPlainToml(text, { places: false })) expectSame(text);
      }),
      { numRuns: 20_000 },
    );
  });

  test.skipIf(!CORPUS)("reads public rule files as the full parser does, and leaves none to it", () => {
    const files = readdirSync(CORPUS as string, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".toml"));
    expect(files.length).toBeGreaterThan(1_000);
    for (const file of files.filter((_, i) => i % 20 === 0)) expectSame(readFileSync(join(CORPUS as string, file), "utf8"));
  });
});
