/** How deep arrays and objects may nest: Elasticsearch's limit. */
const MAX_DEPTH = 1_000;

const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;

/** The offset of the next character that is no white space. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (isBlank(text.charCodeAt(end))) end++;
  return end;
}

/** Where the value that starts at `at` ends; -1 where it is no JSON. */
export function valueEnd(text: string, at: number): number {
  const closers: string[] = [];
  let end = at;
  for (;;) {
    const opened = text[end] === "{" || text[end] === "[" ? (text[end] as "{" | "[") : undefined;
    if (opened) {
      const inside = skipBlanks(text, end + 1);
      const closer = opened === "{" ? "}" : "]";
      if (text[inside] === closer) end = inside + 1;
      else {
        closers.push(closer);
        end = opened === "{" ? nameEnd(text, inside) : inside;
        if (end === -1 || closers.length > MAX_DEPTH) return -1;
        continue;
      }
    } else end = scalarEnd(text, end);
    if (end === -1) return -1;
    end = afterValue(text, end, closers);
    if (end === -1 || closers.length === 0) return end;
  }
}

/** Closes what ends behind a value and goes to the next value; behind the outermost value it stays there. */
function afterValue(text: string, at: number, closers: string[]): number {
  let end = at;
  while (closers.length > 0) {
    end = skipBlanks(text, end);
    const closer = closers.at(-1) as string;
    if (text[end] === ",") {
      const next = skipBlanks(text, end + 1);
      return closer === "}" ? nameEnd(text, next) : next;
    }
    if (text[end] !== closer) return -1;
    closers.pop();
    end++;
  }
  return end;
}

/** Behind a member's name and colon, at its value. */
function nameEnd(text: string, at: number): number {
  const end = stringEnd(text, at);
  const colon = end === -1 ? -1 : skipBlanks(text, end);
  return text[colon] === ":" ? skipBlanks(text, colon + 1) : -1;
}

function scalarEnd(text: string, at: number): number {
  if (text[at] === '"') return stringEnd(text, at);
  const word = ["true", "false", "null"].find((literal) => text.startsWith(literal, at));
  return word ? at + word.length : numberEnd(text, at);
}

/** Where a string literal ends. What its escapes say is checked when it is read. */
export function stringEnd(text: string, at: number): number {
  if (text[at] !== '"') return -1;
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 0x22) return end + 1;
    if (unit < 0x20) return -1;
    if (unit === 0x5c) end++;
  }
  return -1;
}

function digitsEnd(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end++;
  return end;
}

function numberEnd(text: string, at: number): number {
  const start = text[at] === "-" ? at + 1 : at;
  let end = digitsEnd(text, start);
  if (end === start || (text[start] === "0" && end > start + 1)) return -1;
  if (text[end] === ".") {
    const fraction = digitsEnd(text, end + 1);
    if (fraction === end + 1) return -1;
    end = fraction;
  }
  if (text[end] !== "e" && text[end] !== "E") return end;
  const sign = text[end + 1] === "+" || text[end + 1] === "-" ? 1 : 0;
  const exponent = digitsEnd(text, end + 1 + sign);
  return exponent === end + 1 + sign ? -1 : exponent;
}

/** The text that a string literal says; undefined where its escapes are wrong. */
export function readString(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}
