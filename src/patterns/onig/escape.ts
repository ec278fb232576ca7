import type { NamedClass } from "./ast.ts";

// biome-ignore format: table
export const ESCAPED_CLASSES: Readonly<Record<string, readonly [NamedClass, boolean]>> = {
  w: ["word", false], W: ["word", true], d: ["digit", false], D: ["digit", true],
  s: ["space", false], S: ["space", true], h: ["hex", false], H: ["hex", true],
};

// biome-ignore format: table
const CONTROL: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7, e: 27, "0": 0 };

/** The character of an escape: `\n`, `\x41`, `\x{1F525}`, `\u0041`, or the sign itself. `at` is after the letter. */
export function escapedCode(text: string, at: number, letter: string): { readonly code: number; readonly end: number } {
  const control = CONTROL[letter];
  if (control !== undefined) return { code: control, end: at };
  const ahead = text.slice(at, at + 10);
  const hex = letter === "x" ? (/^\{([0-9a-fA-F]{1,6})\}/.exec(ahead) ?? /^([0-9a-fA-F]{1,2})/.exec(ahead)) : null;
  const unicode = letter === "u" ? /^([0-9a-fA-F]{4})/.exec(ahead) : null;
  const found = hex ?? unicode;
  const code = found ? Number.parseInt(found[1] ?? "0", 16) : (letter.codePointAt(0) as number);
  return { code: code > 0x10ffff ? 0xfffd : code, end: at + (found?.[0].length ?? 0) };
}
