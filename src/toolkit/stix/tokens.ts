/** A piece of a STIX pattern. Strings, timestamps, hex and binary literals come as their content. */
export interface StixToken {
  readonly kind: "word" | "string" | "number" | "boolean" | "symbol" | "end";
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly offset: number;
}

export interface StixFault {
  readonly message: string;
  readonly offset: number;
}

const SYMBOLS = ["!=", "<>", "==", "<=", ">=", "=", "<", ">", "[", "]", "(", ")", ":", ".", ",", "*"] as const;
/** A letter before a quote: timestamp, hex, binary. */
const PREFIXES = "thb";

/** The tokens of a STIX 2.1 pattern, the last one `end`; or the first thing that is none. */
export function readTokens(text: string): { readonly tokens: readonly StixToken[] } | { readonly fault: StixFault } {
  const tokens: StixToken[] = [];
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const read = readOne(text, at);
    if ("fault" in read) return read;
    tokens.push({ ...read.token, offset: at });
    at = skipBlank(text, read.end);
  }
  tokens.push({ kind: "end", text: "", offset: text.length });
  return { tokens };
}

type ReadOne = { readonly token: Omit<StixToken, "offset">; readonly end: number } | { readonly fault: StixFault };

function readOne(text: string, at: number): ReadOne {
  const char = text[at] as string;
  if (char === "'") return readString(text, at, at);
  if (PREFIXES.includes(char) && text[at + 1] === "'") return readString(text, at + 1, at);
  if (isDigit(char) || ((char === "-" || char === "+") && isDigit(text[at + 1] ?? ""))) return readNumber(text, at);
  if (isWordStart(char)) return readWord(text, at);
  const symbol = SYMBOLS.find((each) => text.startsWith(each, at));
  return symbol
    ? { token: { kind: "symbol", text: symbol }, end: at + symbol.length }
    : { fault: { message: `\`${char}\` has no meaning here`, offset: at } };
}

/** In a string, a backslash makes the next character itself. */
function readString(text: string, quote: number, start: number): ReadOne {
  let content = "";
  for (let at = quote + 1; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "'") return { token: { kind: "string", text: content }, end: at + 1 };
    content += char === "\\" ? (text[++at] ?? "") : char;
  }
  return { fault: { message: "a string is not closed", offset: start } };
}

function readNumber(text: string, start: number): ReadOne {
  let end = start + 1;
  while (isDigit(text[end] ?? "") || (text[end] === "." && isDigit(text[end + 1] ?? ""))) end++;
  return { token: { kind: "number", text: text.slice(start, end) }, end };
}

function readWord(text: string, start: number): ReadOne {
  let end = start + 1;
  while (isWordPart(text[end] ?? "")) end++;
  const word = text.slice(start, end);
  return { token: { kind: word === "true" || word === "false" ? "boolean" : "word", text: word }, end };
}

/** White space and comments. */
function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    while ((text[at] ?? "x").trim() === "") at++;
    const close = text.startsWith("/*", at) ? "*/" : text.startsWith("//", at) ? "\n" : undefined;
    if (close === undefined) return at;
    const end = text.indexOf(close, at + 2);
    at = end === -1 ? text.length : end + close.length;
  }
}

const isDigit = (char: string): boolean => char >= "0" && char <= "9";
const isWordStart = (char: string): boolean => (char >= "a" && char <= "z") || (char >= "A" && char <= "Z") || char === "_";
/** Object types have hyphens in them (`ipv4-addr`). */
const isWordPart = (char: string): boolean => isWordStart(char) || isDigit(char) || char === "-";
