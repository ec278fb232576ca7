import { html, type Html, joined, lines, ownText } from "./html.ts";
import { safeUrl } from "./url.ts";

/** A piece the text refers to by its number, between {@link MARK_START} and {@link MARK_END}. */
export type Marked = (index: number) => Html | undefined;

/** Private-use characters around the number of a piece. */
export const MARK_START = "\uE000";
export const MARK_END = "\uE001";

const MAX_DESTINATION = 2048;
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** An opened emphasis: where its sign stands among the pieces. */
interface Opener {
  readonly sign: string;
  readonly at: number;
}

interface Line {
  readonly text: string;
  readonly marked: Marked;
  readonly pieces: Html[];
  readonly openers: Opener[];
  /** For each `[`, its `]`. */
  readonly brackets: ReadonlyMap<number, number>;
  /** For each length of a run of backticks, where the last one starts. */
  readonly ticks: ReadonlyMap<number, number>;
  readonly inLink: boolean;
}

/**
 * The inside of a Markdown block: code, links, emphasis, backslash escapes, addresses; all else, HTML included, is
 * text. Takes time in proportion to the text.
 */
export function renderInline(text: string, marked: Marked = () => undefined, inLink = false): Html {
  const line: Line = { text, marked, pieces: [], openers: [], brackets: matchBrackets(text), ticks: lastTicks(text), inLink };
  let plain = 0;
  for (let i = 0; i < text.length; ) {
    const next = special(line, i, plain);
    if (next === undefined) {
      i++;
      continue;
    }
    i = plain = next;
  }
  flush(line, plain, text.length);
  return joined(line.pieces);
}

function flush({ text, pieces }: Line, from: number, to: number): void {
  if (to > from) pieces.push(lines(text.slice(from, to)));
}

/** Puts out what begins at `i`, with the plain text before it, and says where it ends; undefined: plain text. */
function special(line: Line, i: number, plain: number): number | undefined {
  const read = READERS[line.text.charAt(i)];
  if (!read) return undefined;
  const found = read(line, i);
  if (!found) return undefined;
  flush(line, plain, i);
  if (found.sign !== undefined) emphasise(line, found.sign, found.role);
  else line.pieces.push(found.piece);
  return found.end;
}

type Found =
  | { readonly piece: Html; readonly end: number; readonly sign?: undefined }
  | { readonly sign: string; readonly role: "open" | "close" | "both" | "none"; readonly end: number };

type Reader = (line: Line, i: number) => Found | undefined;

const READERS: Readonly<Record<string, Reader | undefined>> = {
  "\\": readEscape,
  "`": readCode,
  "[": readLink,
  "!": readImage,
  "<": readAutolink,
  "*": readSign,
  _: readSign,
  h: readAddress,
  [MARK_START]: readMark,
};

function readEscape({ text }: Line, i: number): Found | undefined {
  const next = text.charAt(i + 1);
  if (next === "\n") return { piece: html`<br>`, end: i + 2 };
  return next !== "" && PUNCTUATION.includes(next) ? { piece: html`${next}`, end: i + 2 } : undefined;
}

function readCode({ text, ticks }: Line, i: number): Found {
  const run = runLength(text, i, "`");
  const none = { piece: html`${"`".repeat(run)}`, end: i + run };
  if ((ticks.get(run) ?? -1) <= i) return none;
  for (let at = text.indexOf("`", i + run); at !== -1; at = text.indexOf("`", at + runLength(text, at, "`"))) {
    if (runLength(text, at, "`") !== run) continue;
    return { piece: html`<code>${unpadded(text.slice(i + run, at).replaceAll("\n", " "))}</code>`, end: at + run };
  }
  return none;
}

/** One blank on both sides is there to keep backticks apart. */
const unpadded = (code: string): string =>
  code.length > 2 && code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "" ? code.slice(1, -1) : code;

function readLink(line: Line, i: number): Found | undefined {
  const { text, brackets, marked, inLink } = line;
  const close = brackets.get(i);
  if (inLink || close === undefined || text.charAt(close + 1) !== "(") return undefined;
  const target = destination(text, close + 2);
  const url = target && safeUrl(target.url);
  if (!target || url === undefined) return undefined;
  const inside = renderInline(text.slice(i + 1, close), marked, true);
  return { piece: link(url, inside), end: target.end };
}

/** Images are never loaded: their text becomes a link. */
function readImage(line: Line, i: number): Found | undefined {
  return line.text.charAt(i + 1) === "[" ? readLink(line, i + 1) : undefined;
}

export const link = (url: string, inside: Html): Html => html`<a href="${url}" rel="noopener noreferrer">${inside}</a>`;

/** The address and what follows `)`. Titles are passed over. */
function destination(text: string, from: number): { url: string; end: number } | undefined {
  const part = text.slice(from, from + MAX_DESTINATION);
  let depth = 0;
  for (let i = 0; i < part.length; i++) {
    const char = part.charAt(i);
    if (char === "(") depth++;
    if (char === "\n") return undefined;
    if (char === ")" && depth-- === 0) {
      const [address = ""] = part.slice(0, i).trim().split(" ", 1);
      return { url: address.startsWith("<") && address.endsWith(">") ? address.slice(1, -1) : address, end: from + i + 1 };
    }
  }
  return undefined;
}

function readAutolink({ text, inLink }: Line, i: number): Found | undefined {
  const close = text.slice(i, i + MAX_DESTINATION).indexOf(">");
  const address = close === -1 ? "" : text.slice(i + 1, i + close);
  const url = inLink ? undefined : safeUrl(address);
  return url === undefined ? undefined : { piece: link(url, html`${address}`), end: i + close + 1 };
}

function readAddress({ text, inLink }: Line, i: number): Found | undefined {
  if (inLink || !(text.startsWith("http://", i) || text.startsWith("https://", i)) || isWord(text.charAt(i - 1))) return undefined;
  let end = i;
  while (end < text.length && end - i < MAX_DESTINATION && !" \t\n<>\"'`|\\".includes(text.charAt(end))) end++;
  while (end > i && ".,;:!?)*_]".includes(text.charAt(end - 1))) end--;
  const address = text.slice(i, end);
  const url = safeUrl(address);
  return url === undefined ? undefined : { piece: link(url, html`${address}`), end };
}

function readMark({ text, marked }: Line, i: number): Found | undefined {
  const end = text.slice(i, i + 12).indexOf(MARK_END);
  const piece = end === -1 ? undefined : marked(Number(text.slice(i + 1, i + end)));
  return piece && { piece, end: i + end + 1 };
}

function readSign({ text }: Line, i: number): Found {
  const char = text.charAt(i);
  const run = runLength(text, i, char);
  const before = text.charAt(i - 1);
  const after = text.charAt(i + run);
  const left = !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before));
  const right = !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after));
  const opens = left && (char === "*" || !right || isPunctuation(before));
  const closes = right && (char === "*" || !left || isPunctuation(after));
  const role = opens ? (closes ? "both" : "open") : closes ? "close" : "none";
  return { sign: text.slice(i, i + run), role, end: i + run };
}

/** Closes the nearest opened emphasis of the same sign, or opens one. What is never closed stays text. */
function emphasise({ pieces, openers }: Line, sign: string, role: "open" | "close" | "both" | "none"): void {
  const tag = sign.length === 1 ? "em" : sign.length === 2 ? "strong" : undefined;
  const canClose = tag !== undefined && (role === "close" || role === "both") && openers.some((opener) => opener.sign === sign);
  if (!canClose) {
    if (tag !== undefined && (role === "open" || role === "both") && openers.length < MAX_OPEN) openers.push({ sign, at: pieces.length });
    pieces.push(html`${sign}`);
    return;
  }
  let opener = openers.pop();
  while (opener && opener.sign !== sign) opener = openers.pop();
  if (opener) pieces[opener.at] = ownText(`<${tag}>`);
  pieces.push(ownText(`</${tag}>`));
}

/** So many emphases may be open at a time: what bounds the look for the one to close. */
const MAX_OPEN = 32;

const isBlank = (char: string): boolean => char === "" || char === " " || char === "\n" || char === "\t";
const isPunctuation = (char: string): boolean => char !== "" && PUNCTUATION.includes(char);
const isWord = (char: string): boolean => char !== "" && !isBlank(char) && !isPunctuation(char);

function runLength(text: string, from: number, char: string): number {
  let end = from;
  while (text.charAt(end) === char) end++;
  return end - from;
}

function matchBrackets(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === "\\") i++;
    else if (char === "[") open.push(i);
    else if (char === "]") {
      const start = open.pop();
      if (start !== undefined) pairs.set(start, i);
    }
  }
  return pairs;
}

function lastTicks(text: string): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (let i = text.indexOf("`"); i !== -1; ) {
    const run = runLength(text, i, "`");
    last.set(run, i);
    i = text.indexOf("`", i + run);
  }
  return last;
}
