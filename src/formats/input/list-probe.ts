import { BEFORE_LIST, LIST_KEYS } from "./unwrap.ts";

/** What the head of a JSON object says about it. */
export interface ListProbe {
  /**
   * `list`: the object wraps a list of events; `record`: it does not, or not so that the head shows it; `more`: the
   * head is too short to tell.
   */
  readonly verdict: "list" | "record" | "more";
  /** Of a list: where its `[` stands. */
  readonly at: number;
  /** Of a list: how many objects are open around it. */
  readonly depth: number;
}

/** As much of an object's head as is looked at; a search response says what it is within a few hundred bytes. */
export const PROBE_BYTES = 4096;

/** What stands before `hits` in a search response, and before the inner `hits` in that. */
const RESPONSE_KEYS = new Set([
  "took",
  "timed_out",
  "_shards",
  "_scroll_id",
  "pit_id",
  "num_reduce_phases",
  "terminated_early",
  "_clusters",
]);
const HITS_KEYS = new Set(["total", "max_score"]);

const RECORD: ListProbe = { verdict: "record", at: 0, depth: 0 };
const MORE: ListProbe = { verdict: "more", at: 0, depth: 0 };

/**
 * Tells whether an object wraps a list of events that is worth reading item by item: `{"Records": [{…`, or a search
 * response. Where it says `record`, the whole object is parsed and the same wrappers are found then.
 * @param head the object's first bytes as Latin-1, beginning with its `{`
 */
export function probeList(head: string): ListProbe {
  for (let at = 1; ; ) {
    const member = readKey(head, at);
    if (member.state !== "key") return member.state === "more" ? MORE : RECORD;
    if (LIST_KEYS.has(member.key)) return listAt(head, member.end, 1);
    if (!BEFORE_LIST.has(member.key)) return at === 1 ? probeHits(head, 1, RESPONSE_KEYS, 1) : RECORD;
    const end = skipValue(head, member.end);
    if (end === undefined) return MORE;
    at = end;
  }
}

/** Passes over members whose keys are in `before` until the key `hits`. */
function probeHits(head: string, from: number, before: ReadonlySet<string>, depth: number): ListProbe {
  let at = from;
  for (;;) {
    const member = readKey(head, at);
    if (member.state !== "key") return member.state === "more" ? MORE : RECORD;
    if (member.key === "hits") {
      if (depth === 2) return listAt(head, member.end, 2);
      const open = skipSpace(head, member.end);
      if (open >= head.length) return MORE;
      return head[open] === "{" ? probeHits(head, open + 1, HITS_KEYS, 2) : RECORD;
    }
    if (!before.has(member.key)) return RECORD;
    const end = skipValue(head, member.end);
    if (end === undefined) return MORE;
    at = end;
  }
}

/** A list counts when its first item is an object. */
function listAt(head: string, from: number, depth: number): ListProbe {
  const at = skipSpace(head, from);
  if (at >= head.length) return MORE;
  if (head[at] !== "[") return RECORD;
  const item = skipSpace(head, at + 1);
  if (item >= head.length) return MORE;
  return head[item] === "{" ? { verdict: "list", at, depth } : RECORD;
}

/** The key at or after `from`, past blanks and one comma, and the place after its colon. */
function readKey(head: string, from: number): { state: "key"; key: string; end: number } | { state: "more" | "none" } {
  let at = skipSpace(head, from);
  if (head[at] === ",") at = skipSpace(head, at + 1);
  if (at >= head.length) return { state: "more" };
  if (head[at] !== '"') return { state: "none" };
  const end = head.indexOf('"', at + 1);
  if (end === -1) return { state: "more" };
  const colon = skipSpace(head, end + 1);
  if (colon >= head.length) return { state: "more" };
  return head[colon] === ":" ? { state: "key", key: head.slice(at + 1, end), end: colon + 1 } : { state: "none" };
}

/** The place after a value; undefined where the head ends first. */
function skipValue(head: string, from: number): number | undefined {
  let depth = 0;
  for (let i = skipSpace(head, from); i < head.length; i++) {
    const char = head[i] as string;
    if (char === '"') {
      i = endOfText(head, i + 1);
    } else if (char === "{" || char === "[") {
      depth++;
    } else if (char === "}" || char === "]") {
      if (depth === 0) return i;
      depth--;
    } else if (char === "," && depth === 0) {
      return i;
    }
  }
  return undefined;
}

function endOfText(head: string, from: number): number {
  let i = from;
  for (; i < head.length && head[i] !== '"'; i++) if (head[i] === "\\") i++;
  return i;
}

function skipSpace(head: string, from: number): number {
  let i = from;
  while (i < head.length && (head[i] as string) <= " ") i++;
  return i;
}
