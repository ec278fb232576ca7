import type { ClassItem, OnigExpression, OnigNode, SetNode } from "./ast.ts";
import { isInClass } from "./named-class.ts";

/** Where each group took part last: from and to, by group; -1 where it did not. */
export type GroupPlaces = Int32Array;

/** What a search gave: the places of its groups, nothing, or that it took too many steps. */
export type SearchResult = GroupPlaces | "none" | "exhausted";

/** Steps that one search may take, and how deep it may go: what is hostile ends, what is meant does not come near. */
const MAX_STEPS = 200_000;
const MAX_DEPTH = 1_500;

/** A matcher that tries what the linear-time library cannot: look-around, atomic groups, back-references. Its steps are counted. */
export function compileBacktracking({ root, groups }: OnigExpression): (text: string) => SearchResult {
  const state: State = { text: "", places: new Int32Array(0), steps: 0, depth: 0 };
  const match = compile(root, state);
  return (text) => {
    state.text = text;
    state.steps = 0;
    state.depth = 0;
    try {
      for (let start = 0; start <= text.length; start += widthAt(text, start)) {
        state.places = new Int32Array(2 * groups.length).fill(-1);
        if (match(start, ACCEPT)) return state.places;
      }
      return "none";
    } catch (fault) {
      if (fault === EXHAUSTED) return "exhausted";
      throw fault;
    }
  };
}

interface State {
  text: string;
  places: Int32Array;
  steps: number;
  depth: number;
}

/** Whether the rest matches from there. */
type Rest = (at: number) => boolean;
type Matcher = (at: number, rest: Rest) => boolean;

const EXHAUSTED = new Error("too many steps");
const ACCEPT: Rest = () => true;

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

function compile(node: OnigNode, state: State): Matcher {
  const plain = compilePlain(node, state);
  return (at, rest) => {
    if (++state.steps > MAX_STEPS || ++state.depth > MAX_DEPTH) throw EXHAUSTED;
    const matched = plain(at, rest);
    state.depth--;
    return matched;
  };
}

function compilePlain(node: OnigNode, state: State): Matcher {
  switch (node.kind) {
    case "set":
    case "any": {
      const step = stepOf(node, state);
      return (at, rest) => {
        const next = step(at);
        return next !== -1 && rest(next);
      };
    }
    case "sequence":
      return sequenceOf(node.items.map((item) => compile(item, state)));
    case "choice": {
      const items = node.items.map((item) => compile(item, state));
      return (at, rest) => items.some((item) => item(at, rest));
    }
    case "repeat":
      return compileRepeat(node, state);
    case "capture":
      return compileCapture(node.group, compile(node.item, state), state);
    case "look":
      return compileLook(node, state);
    case "atomic":
      return atomic(compile(node.item, state));
    case "assert":
      return (at, rest) => holds(node.what, state.text, at) && rest(at);
    case "backReference":
      return compileReference(node, state);
  }
}

const sequenceOf = (items: readonly Matcher[]): Matcher =>
  items.reduceRight<Matcher>(
    (following, item) => (at, rest) => item(at, (next) => following(next, rest)),
    (at, rest) => rest(at),
  );

/** The place after one character that fits, or -1. */
type Step = (at: number) => number;

function stepOf(node: SetNode | Extract<OnigNode, { kind: "any" }>, state: State): Step {
  const fits = node.kind === "any" ? (code: number) => node.newline || code !== 10 : (code: number) => isInSet(node, code);
  return (at) => {
    const code = state.text.codePointAt(at);
    return code !== undefined && fits(code) ? at + (code > 0xffff ? 2 : 1) : -1;
  };
}

function isInSet({ items, negated, fold }: SetNode, code: number): boolean {
  const found = isAmong(items, code) || (fold && otherCases(code).some((other) => isAmong(items, other)));
  return found !== negated;
}

const isAmong = (items: readonly ClassItem[], code: number): boolean =>
  items.some((item) => {
    if (item.kind === "range") return code >= item.first && code <= item.last;
    return (item.kind === "named" ? isInClass(item.name, code) : isAmong(item.items, code)) !== item.negated;
  });

function otherCases(code: number): readonly number[] {
  const text = String.fromCodePoint(code);
  return [text.toLowerCase(), text.toUpperCase()].filter((other) => other !== text).map((other) => other.codePointAt(0) as number);
}

function compileRepeat(node: Extract<OnigNode, { kind: "repeat" }>, state: State): Matcher {
  const { item, mode } = node;
  if (mode === "possessive") return atomic(compileRepeat({ ...node, mode: "greedy" }, state));
  if ((item.kind === "set" || item.kind === "any") && mode === "greedy") return greedyRun(stepOf(item, state), node, state);
  const { min, max } = node;
  const one = compile(item, state);
  const from = (at: number, count: number, rest: Rest): boolean => {
    const more = (): boolean => count < max && one(at, (next) => (next !== at || count < min) && from(next, count + 1, rest));
    if (count < min) return more();
    return mode === "lazy" ? rest(at) || more() : more() || rest(at);
  };
  return (at, rest) => from(at, 0, rest);
}

/** A run of single characters needs no stack: as many as there are, then fewer and fewer. */
function greedyRun(step: Step, { min, max }: { readonly min: number; readonly max: number }, state: State): Matcher {
  return (at, rest) => {
    const ends = [at];
    for (let next = step(at); next !== -1 && ends.length <= max; next = step(next)) {
      if (++state.steps > MAX_STEPS) throw EXHAUSTED;
      ends.push(next);
    }
    for (let count = ends.length - 1; count >= min; count--) {
      if (++state.steps > MAX_STEPS) throw EXHAUSTED;
      if (rest(ends[count] as number)) return true;
    }
    return false;
  };
}

/** Keeps the first way in which the item matches. */
const atomic =
  (item: Matcher): Matcher =>
  (at, rest) => {
    let end = -1;
    return item(at, (next) => ((end = next), true)) && rest(end);
  };

function compileCapture(group: number, item: Matcher, state: State): Matcher {
  return (at, rest) =>
    item(at, (next) => {
      const { places } = state;
      const [from, to] = [places[2 * group] as number, places[2 * group + 1] as number];
      places[2 * group] = at;
      places[2 * group + 1] = next;
      if (rest(next)) return true;
      places[2 * group] = from;
      places[2 * group + 1] = to;
      return false;
    });
}

function compileLook({ item, behind, negated }: Extract<OnigNode, { kind: "look" }>, state: State): Matcher {
  const inner = compile(item, state);
  const ahead = (at: number): boolean => inner(at, ACCEPT);
  const back = (at: number): boolean => {
    for (let start = at; start >= 0; start--) if (inner(start, (end) => end === at)) return true;
    return false;
  };
  const found = behind ? back : ahead;
  return (at, rest) => found(at) !== negated && rest(at);
}

function compileReference({ group, fold }: Extract<OnigNode, { kind: "backReference" }>, state: State): Matcher {
  const norm = (text: string): string => (fold ? text.toLowerCase() : text);
  return (at, rest) => {
    const { text, places } = state;
    const [from, to] = [places[2 * group] as number, places[2 * group + 1] as number];
    if (from === -1) return false;
    const end = at + to - from;
    return norm(text.slice(at, end)) === norm(text.slice(from, to)) && rest(end);
  };
}

function holds(what: Extract<OnigNode, { kind: "assert" }>["what"], text: string, at: number): boolean {
  switch (what) {
    case "start":
      return at === 0;
    case "end":
      return at === text.length;
    case "lastLine":
      return at === text.length || (at === text.length - 1 && text[at] === "\n");
    case "lineStart":
      return at === 0 || text[at - 1] === "\n";
    case "lineEnd":
      return at === text.length || text[at] === "\n";
    case "word":
      return isWordBefore(text, at) !== isWordAt(text, at);
    case "notWord":
      return isWordBefore(text, at) === isWordAt(text, at);
  }
}

function isWordAt(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  return code !== undefined && isInClass("word", code);
}

function isWordBefore(text: string, at: number): boolean {
  if (at === 0) return false;
  const unit = text.charCodeAt(at - 1);
  return isWordAt(text, unit >= 0xdc00 && unit <= 0xdfff && at > 1 ? at - 2 : at - 1);
}
