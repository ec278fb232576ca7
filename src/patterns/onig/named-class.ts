import { RE2JS } from "re2js";
import type { NamedClass } from "./ast.ts";

/** The classes as the library writes them inside brackets. */
export const CLASS_TEXT: Readonly<Record<NamedClass, string>> = {
  word: "\\p{L}\\p{M}\\p{N}\\p{Pc}",
  digit: "\\p{Nd}",
  space: "\\t\\n\\v\\f\\r \\x{85}\\p{Z}",
  hex: "0-9a-fA-F",
  alpha: "\\p{L}\\p{M}",
  alnum: "\\p{L}\\p{M}\\p{Nd}",
  upper: "\\p{Lu}",
  lower: "\\p{Ll}",
  punct: "\\p{P}\\p{S}",
  blank: "\\t\\p{Zs}",
  cntrl: "\\p{Cc}",
  graph: "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}",
  print: "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}",
};

/** Characters of one class, asked of the library once each. */
class ClassMembers {
  readonly #test: RE2JS;
  readonly #known = new Map<number, boolean>();

  constructor(name: NamedClass) {
    this.#test = RE2JS.compile(`[${CLASS_TEXT[name]}]`);
  }

  has(code: number): boolean {
    let known = this.#known.get(code);
    if (known === undefined) this.#known.set(code, (known = this.#test.testExact(String.fromCodePoint(code))));
    return known;
  }
}

const members = new Map<NamedClass, ClassMembers>();

/** Whether a code point is of the class. */
export function isInClass(name: NamedClass, code: number): boolean {
  let found = members.get(name);
  if (!found) members.set(name, (found = new ClassMembers(name)));
  return found.has(code);
}
