import type { CodeTest } from "./ast.ts";
import { CLASS_ESCAPES, outside, propertyTest } from "./code-class.ts";
import { type Cursor, faultOf } from "./cursor.ts";

const HEX = "0123456789abcdefABCDEF";
const OCTAL = "01234567";

// biome-ignore format: table
const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** The character of an escape whose letter was read: `\n`, `\x41`, `\u0041`, `\cA`, `\012`, or the sign itself. */
export function escapedCode(cursor: Cursor, letter: string): number {
  const control = CONTROL[letter];
  if (control !== undefined) return control;
  switch (letter) {
    case "x":
      return hexCode(cursor);
    case "u":
      return fixedHex(cursor, 4, "Illegal Unicode escape sequence");
    case "0":
      return octalCode(cursor);
    case "c":
      return cursor.next().charCodeAt(0) ^ 64;
    default:
      if (isLetterOrDigit(letter)) throw faultOf(`Illegal/unsupported escape sequence \\${letter}`);
      return letter.codePointAt(0) as number;
  }
}

function hexCode(cursor: Cursor): number {
  if (!cursor.take("{")) return fixedHex(cursor, 2, "Illegal hexadecimal escape sequence");
  const code = Number.parseInt(cursor.until("}", "Unclosed hexadecimal escape sequence"), 16);
  if (Number.isNaN(code) || code > 0x10ffff) throw faultOf("Hexadecimal codepoint is too big");
  return code;
}

function fixedHex(cursor: Cursor, count: number, message: string): number {
  const digits = cursor.run(HEX, count);
  if (digits.length < count) throw faultOf(message);
  return Number.parseInt(digits, 16);
}

function octalCode(cursor: Cursor): number {
  const digits = cursor.run(OCTAL, "0123".includes(cursor.peek()) ? 3 : 2);
  if (digits === "") throw faultOf("Illegal octal escape sequence");
  return Number.parseInt(digits, 8);
}

/** A class such as `\d` or `\p{Lu}` whose letter was read; undefined where the letter names none. */
export function escapedClass(cursor: Cursor, letter: string): CodeTest | undefined {
  const known = CLASS_ESCAPES.get(letter);
  if (known) return known;
  if (letter !== "p" && letter !== "P") return undefined;
  const name = cursor.take("{") ? cursor.until("}", "Unclosed character family") : cursor.next();
  const test = propertyTest(name);
  if (!test) throw faultOf(`Unknown character property name {${name}}`);
  return letter === "P" ? outside(test) : test;
}

const isLetterOrDigit = (letter: string): boolean => {
  const code = letter.codePointAt(0) as number;
  return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
};
