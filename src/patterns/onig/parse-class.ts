import type { ClassItem, NamedClass } from "./ast.ts";
import { ESCAPED_CLASSES, escapedCode } from "./escape.ts";

const POSIX: Readonly<Record<string, NamedClass>> = {
  alpha: "alpha",
  alnum: "alnum",
  digit: "digit",
  xdigit: "hex",
  space: "space",
  upper: "upper",
  lower: "lower",
  punct: "punct",
  blank: "blank",
  cntrl: "cntrl",
  graph: "graph",
  print: "print",
  word: "word",
};

interface ParsedClass {
  readonly items: readonly ClassItem[];
  readonly negated: boolean;
  /** After the closing bracket. */
  readonly end: number;
}

/** Reads a class from after its opening bracket. */
export function parseClass(text: string, start: number, fail: (message: string) => never): ParsedClass {
  const negated = text[start] === "^";
  let at = negated ? start + 1 : start;
  const first = at;
  const items: ClassItem[] = [];
  for (;;) {
    if (at >= text.length) fail("premature end of char-class");
    if (text[at] === "]" && at > first) return { items, negated, end: at + 1 };
    if (text.startsWith("&&", at)) fail("&& in a char-class is not supported");
    const member = readMember(text, at, fail);
    at = member.end;
    const isRange = text[at] === "-" && text[at + 1] !== "]" && at + 1 < text.length;
    if (typeof member.item !== "number" || !isRange) {
      items.push(typeof member.item === "number" ? single(member.item) : member.item);
      continue;
    }
    const upper = readMember(text, at + 1, fail);
    if (typeof upper.item !== "number") items.push(single(member.item), single(0x2d), upper.item);
    else if (upper.item < member.item) fail("empty range in char class");
    else items.push({ kind: "range", first: member.item, last: upper.item });
    at = upper.end;
  }
}

const single = (code: number): ClassItem => ({ kind: "range", first: code, last: code });

/** A character, or a class inside the class. */
function readMember(
  text: string,
  at: number,
  fail: (message: string) => never,
): { readonly item: number | ClassItem; readonly end: number } {
  const posix = text.startsWith("[:", at) ? text.indexOf(":]", at) : -1;
  if (posix !== -1) {
    const negated = text[at + 2] === "^";
    const name = POSIX[text.slice(at + (negated ? 3 : 2), posix)];
    if (name) return { item: { kind: "named", name, negated }, end: posix + 2 };
  }
  if (text[at] === "[") {
    const { items, negated, end } = parseClass(text, at + 1, fail);
    return { item: { kind: "class", items, negated }, end };
  }
  const code = text.codePointAt(at) ?? fail("premature end of char-class");
  const end = at + (code > 0xffff ? 2 : 1);
  if (code !== 0x5c) return { item: code, end };
  const letter = text[end] ?? fail("end pattern at escape");
  const named = ESCAPED_CLASSES[letter];
  if (named) return { item: { kind: "named", name: named[0], negated: named[1] }, end: end + 1 };
  if (letter === "b") return { item: 8, end: end + 1 };
  const escaped = escapedCode(text, end + 1, letter);
  return { item: escaped.code, end: escaped.end };
}
