import { type CharClass, classOf } from "./char-class.ts";

/** As the standard tokenizer's `max_token_length`: longer tokens are cut into pieces. */
const MAX_TOKEN_LENGTH = 255;

const UNDERSCORE = 0x5f;

/**
 * The tokens of Elasticsearch's `standard` analyser: words by Unicode's word boundaries (UAX #29), lower-cased. A
 * full stop, apostrophe or colon between letters and a full stop or comma between digits do not break a word
 * (`foo.exe`, `10.0.0.1`), an underscore joins, Han and Hiragana characters are tokens by themselves.
 */
export function analyze(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cls = classAt(text, at);
    const width = widthAt(text, at);
    if (cls === "single") at = take(text, at, skipExtend(text, at + width), tokens);
    else if (isWordStart(cls)) at = takeWord(text, at, tokens);
    else at += width;
  }
  return tokens;
}

const isWordStart = (cls: CharClass): boolean => cls === "letter" || cls === "digit" || cls === "katakana" || cls === "join";

function takeWord(text: string, start: number, tokens: string[]): number {
  let end = start;
  let cls = classAt(text, start);
  let substance = false;
  for (;;) {
    const run = asciiRunEnd(text, end);
    if (run > end + 1) {
      // Only letters, digits and underscores: they join whatever their classes are.
      substance ||= !isUnderscores(text, end, run);
      end = run - 1;
      cls = classAt(text, end);
    }
    if (cls !== "join") substance = true;
    end = skipExtend(text, end + widthAt(text, end));
    const follows = nextInWord(text, end, cls);
    if (follows === -1) break;
    end = follows;
    cls = classAt(text, end);
  }
  return substance ? take(text, start, end, tokens) : end;
}

/** Where the run of ASCII letters, digits and underscores at `from` ends: the greater part of any log, so worth its own loop. */
function asciiRunEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isAsciiWord(text.charCodeAt(at))) at++;
  return at;
}

const isAsciiWord = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39) || unit === UNDERSCORE;

function isUnderscores(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== UNDERSCORE) return false;
  return true;
}

/** Where the word goes on after a character of class `cls` that ends at `end`; -1 if it does not. */
function nextInWord(text: string, end: number, cls: CharClass): number {
  if (end >= text.length) return -1;
  const next = classAt(text, end);
  if (joins(cls, next)) return end;
  const bridged = cls === "letter" ? isLetterBridge(next) : cls === "digit" && isDigitBridge(next);
  if (!bridged) return -1;
  const after = skipExtend(text, end + widthAt(text, end));
  return after < text.length && classAt(text, after) === cls ? after : -1;
}

function joins(left: CharClass, right: CharClass): boolean {
  if (left === "join" || right === "join") return isWordStart(left) && isWordStart(right);
  if (left === "katakana" || right === "katakana") return left === right;
  return isWordStart(left) && isWordStart(right);
}

const isLetterBridge = (cls: CharClass): boolean => cls === "midLetter" || cls === "midBoth";
const isDigitBridge = (cls: CharClass): boolean => cls === "midDigit" || cls === "midBoth";

function skipExtend(text: string, from: number): number {
  let at = from;
  while (at < text.length && classAt(text, at) === "extend") at += widthAt(text, at);
  return at;
}

function take(text: string, start: number, end: number, tokens: string[]): number {
  for (let from = start; from < end; from += MAX_TOKEN_LENGTH) {
    tokens.push(text.slice(from, Math.min(end, from + MAX_TOKEN_LENGTH)).toLowerCase());
  }
  return end;
}

const classAt = (text: string, at: number): CharClass => classOf(text.codePointAt(at) as number);
const widthAt = (text: string, at: number): number => ((text.codePointAt(at) as number) > 0xffff ? 2 : 1);
