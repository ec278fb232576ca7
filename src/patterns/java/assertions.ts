import type { JavaAssertion } from "./ast.ts";
import { isWord, LINE_BREAKS } from "./code-class.ts";

/** Whether an assertion holds at a place of a text. */
export function holds(what: JavaAssertion, text: string, at: number, unixLines: boolean): boolean {
  switch (what) {
    case "start":
      return at === 0;
    case "end":
      return at === text.length;
    case "lastLine":
      return isBeforeLastBreak(text, at, unixLines);
    case "lineStart":
      return at === 0 || (at < text.length && isBreakBefore(text, at, unixLines));
    case "lineEnd":
      return at === text.length || isBreakAt(text, at, unixLines);
    case "word":
      return isWordAt(text, at - 1) !== isWordAt(text, at);
    case "notWord":
      return isWordAt(text, at - 1) === isWordAt(text, at);
    case "never":
      return false;
  }
}

/** Only ASCII makes words, so units do. */
const isWordAt = (text: string, at: number): boolean => isWord(text.charCodeAt(at));

const isBreak = (character: string, unixLines: boolean): boolean => (unixLines ? character === "\n" : LINE_BREAKS.includes(character));

/** At the end, or before a line break that ends the text; not between the two of `\r\n`. */
function isBeforeLastBreak(text: string, at: number, unixLines: boolean): boolean {
  if (at === text.length) return true;
  if (at === text.length - 2) return !unixLines && text.startsWith("\r\n", at);
  return at === text.length - 1 && isBreak(text[at] as string, unixLines) && !(text[at] === "\n" && text[at - 1] === "\r" && !unixLines);
}

function isBreakBefore(text: string, at: number, unixLines: boolean): boolean {
  const before = text[at - 1] as string;
  return isBreak(before, unixLines) && !(before === "\r" && text[at] === "\n" && !unixLines);
}

function isBreakAt(text: string, at: number, unixLines: boolean): boolean {
  return isBreak(text[at] as string, unixLines) && !(text[at] === "\n" && text[at - 1] === "\r" && !unixLines);
}
