import type { Span } from "../../diagnostics/index.ts";

/** A JSON value with its place; texts are not decoded, members keep their order and their repetitions. */
export type JsonNode =
  | { readonly kind: "object"; readonly at: Span; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly at: Span; readonly items: readonly JsonNode[] }
  | { readonly kind: "string" | "other"; readonly at: Span };

export interface JsonMember {
  readonly name: string;
  readonly key: Span;
  readonly value: JsonNode;
}

export interface JsonFault {
  readonly message: string;
  readonly hint?: string;
  readonly offset: number;
}

const MAX_DEPTH = 512;
const BLANK = /[ \t\r\n]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const [QUOTE, BACKSLASH, SPACE] = [0x22, 0x5c, 0x20];
const ATOM = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])/y;

/**
 * Reads exactly one JSON value from `[start, end)` of a text. `JSON.parse` gives values faster, but no places; this
 * is for faults and for places. Accepts what `JSON.parse` accepts, up to 512 levels deep.
 */
export function parseJsonTree(text: string, start = 0, end: number = text.length): JsonNode | JsonFault {
  const state: State = { text, at: start, end, depth: 0 };
  try {
    const node = value(state);
    blank(state);
    if (state.at < end) throw fault(state, "more text follows after the value", "a .ndjson file holds several values, one a line");
    return node;
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
}

export const isJsonFault = (result: JsonNode | JsonFault): result is JsonFault => "offset" in result;

interface State {
  readonly text: string;
  readonly end: number;
  at: number;
  depth: number;
}

/** Carries the first fault out of the recursion. */
class Stop {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    this.fault = fault;
  }
}

const fault = (state: State, message: string, hint?: string): Stop =>
  new Stop({ message, offset: Math.min(state.at, state.end), ...(hint !== undefined && { hint }) });

function value(state: State): JsonNode {
  const char = next(state);
  if (char === "{") return nested(state, object);
  if (char === "[") return nested(state, array);
  const start = state.at;
  if (char === '"') return { kind: "string", at: string(state) };
  if (take(state, ATOM)) return { kind: "other", at: { start, end: state.at } };
  if (char === "") throw fault(state, "the text ends where a value is expected");
  throw fault(
    state,
    "expected a value",
    char === "'" ? 'texts stand in double quotes: "…"' : "texts need double quotes; `true`, `false`, `null` and numbers do not",
  );
}

function nested(state: State, read: (state: State) => JsonNode): JsonNode {
  if (++state.depth > MAX_DEPTH) throw fault(state, `nested more than ${MAX_DEPTH} levels deep`);
  const node = read(state);
  state.depth--;
  return node;
}

function object(state: State): JsonNode {
  const start = state.at++;
  const members: JsonMember[] = [];
  if (next(state) !== "}") {
    do {
      if (next(state) !== '"')
        throw fault(state, "expected a key in double quotes", members.length > 0 ? "no comma after the last member" : undefined);
      const key = string(state);
      if (next(state) !== ":") throw fault(state, "expected `:` after the key");
      state.at++;
      members.push({ name: JSON.parse(state.text.slice(key.start, key.end)) as string, key, value: value(state) });
    } while (comma(state));
    if (next(state) !== "}") throw fault(state, "expected `,` or `}` after the value");
  }
  state.at++;
  return { kind: "object", at: { start, end: state.at }, members };
}

function array(state: State): JsonNode {
  const start = state.at++;
  const items: JsonNode[] = [];
  if (next(state) !== "]") {
    do items.push(value(state));
    while (comma(state));
    if (next(state) !== "]") throw fault(state, "expected `,` or `]` after the value");
  }
  state.at++;
  return { kind: "array", at: { start, end: state.at }, items };
}

function string(state: State): Span {
  const start = state.at;
  // Walked, not matched whole: a pattern's repetitions overflow the stack on a text of many megabytes.
  for (state.at++; state.at < state.end; state.at++) {
    const char = state.text.charCodeAt(state.at);
    if (char === QUOTE) return { start, end: ++state.at };
    if (char === BACKSLASH && !take(state, ESCAPE)) break;
    if (char === BACKSLASH) state.at--;
    else if (char < SPACE) break;
  }
  state.at = start;
  throw badText(state);
}

/** Walks a text that does not scan to the character at fault. */
function badText(state: State): Stop {
  const { text, end } = state;
  let at = state.at + 1;
  for (; at < end; at++) {
    const char = text[at] as string;
    if (char < " ")
      return stopAt(state, at, "a text must not hold a raw line break or control character", "write it as `\\n` or `\\u000a`");
    if (char !== "\\") continue;
    if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at, at + 6))) {
      return stopAt(state, at, "unknown escape sequence", "write `\\\\` for a backslash");
    }
    at++;
  }
  return fault(state, "the text is not closed", 'close it with `"`');
}

function stopAt(state: State, at: number, message: string, hint: string): Stop {
  state.at = at;
  return fault(state, message, hint);
}

function comma(state: State): boolean {
  if (next(state) !== ",") return false;
  state.at++;
  return true;
}

/** The next character that is not white space, left unread; empty at the end. */
function next(state: State): string {
  blank(state);
  return state.at < state.end ? (state.text[state.at] as string) : "";
}

const blank = (state: State): boolean => take(state, BLANK);

function take(state: State, pattern: RegExp): boolean {
  pattern.lastIndex = state.at;
  if (!pattern.test(state.text) || pattern.lastIndex > state.end) return false;
  state.at = pattern.lastIndex;
  return true;
}
