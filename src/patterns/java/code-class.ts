import { RE2JS } from "re2js";
import type { CodeTest } from "./ast.ts";

const between =
  (first: number, last: number): CodeTest =>
  (code) =>
    code >= first && code <= last;

export const either =
  (...tests: readonly CodeTest[]): CodeTest =>
  (code) =>
    tests.some((test) => test(code));

export const both =
  (a: CodeTest, b: CodeTest): CodeTest =>
  (code) =>
    a(code) && b(code);

export const outside =
  (test: CodeTest): CodeTest =>
  (code) =>
    !test(code);

/** One of the characters. */
export const oneOf = (characters: string): CodeTest => {
  const codes = new Set(Array.from(characters, (character) => character.codePointAt(0) as number));
  return (code) => codes.has(code);
};

const lower = between(0x61, 0x7a);
const upper = between(0x41, 0x5a);
const digit = between(0x30, 0x39);
const alpha = either(lower, upper);
const punctuation = either(between(0x21, 0x2f), between(0x3a, 0x40), between(0x5b, 0x60), between(0x7b, 0x7e));
const graph = between(0x21, 0x7e);

export const isWord: CodeTest = either(alpha, digit, oneOf("_"));
export const LINE_BREAKS = "\n\r\u0085\u2028\u2029";
const horizontal = either(oneOf(" \t\u00a0\u1680\u180e\u202f\u205f\u3000"), between(0x2000, 0x200a));
const vertical = oneOf("\n\u000b\f\r\u0085\u2028\u2029");

/** `\d`, `\W` and the like. */
export const CLASS_ESCAPES: ReadonlyMap<string, CodeTest> = new Map<string, CodeTest>(
  (
    [
      ["d", digit],
      ["w", isWord],
      ["s", oneOf(" \t\n\u000b\f\r")],
      ["h", horizontal],
      ["v", vertical],
    ] as const
  ).flatMap(([letter, test]) => [[letter, test] as const, [letter.toUpperCase(), outside(test)] as const]),
);

const POSIX: ReadonlyMap<string, CodeTest> = new Map<string, CodeTest>([
  ["Lower", lower],
  ["Upper", upper],
  ["ASCII", between(0, 0x7f)],
  ["Alpha", alpha],
  ["Digit", digit],
  ["Alnum", either(alpha, digit)],
  ["Punct", punctuation],
  ["Graph", graph],
  ["Print", between(0x20, 0x7e)],
  ["Blank", oneOf(" \t")],
  ["Cntrl", either(between(0, 0x1f), between(0x7f, 0x7f))],
  ["XDigit", either(digit, between(0x61, 0x66), between(0x41, 0x46))],
  ["Space", oneOf(" \t\n\u000b\f\r")],
  ["L1", between(0, 0xff)],
]);

/** Unicode's binary properties that Java names `Is…`, as the library's categories. */
const BINARY: Readonly<Record<string, string>> = {
  alphabetic: "\\p{L}\\p{Nl}",
  letter: "\\p{L}",
  lowercase: "\\p{Ll}",
  uppercase: "\\p{Lu}",
  titlecase: "\\p{Lt}",
  digit: "\\p{Nd}",
  punctuation: "\\p{P}",
  control: "\\p{Cc}",
  white_space: "\\t\\n\\v\\f\\r \\x{85}\\p{Z}",
};

/** The class of `\p{name}`: POSIX, categories, scripts; undefined for a name that is not known. */
export function propertyTest(name: string): CodeTest | undefined {
  const posix = POSIX.get(name);
  if (posix) return posix;
  const equals = name.indexOf("=");
  const value = equals === -1 ? name : name.slice(equals + 1);
  const plain = equals === -1 && value.startsWith("Is") ? value.slice(2) : value;
  return libraryTest(BINARY[plain.toLowerCase()] ?? `\\p{${plain}}`);
}

/** Asked of the library once for each code point. */
function libraryTest(members: string): CodeTest | undefined {
  const compiled = compiledClass(members);
  if (!compiled) return undefined;
  const known = new Map<number, boolean>();
  return (code) => {
    let answer = known.get(code);
    if (answer === undefined) known.set(code, (answer = compiled.testExact(String.fromCodePoint(code))));
    return answer;
  };
}

function compiledClass(members: string): RE2JS | undefined {
  try {
    return RE2JS.compile(`[${members}]`);
  } catch {
    return undefined;
  }
}

/** In either case: `ascii` folds A–Z alone, as Java does without UNICODE_CASE. */
export function folded(test: CodeTest, ascii: boolean): CodeTest {
  return (code) => test(code) || otherCases(code, ascii).some(test);
}

export function otherCases(code: number, ascii: boolean): readonly number[] {
  if (ascii) return alpha(code) ? [code ^ 0x20] : [];
  const text = String.fromCodePoint(code);
  return [text.toLowerCase(), text.toUpperCase()].flatMap((other) => {
    const point = other.codePointAt(0) as number;
    return other !== text && String.fromCodePoint(point) === other ? [point] : [];
  });
}
