import type { CodeRange, Regexp } from "../regexp.ts";
import { Alphabet } from "./alphabet.ts";
import { foldRanges } from "./fold-ranges.ts";
import { expandInterval } from "./interval.ts";
import { type Term, Terms } from "./terms.ts";

/** How many states and terms an automaton keeps; past either it forgets all but the state it is in and goes on. */
export const MAX_STATES = 1_000;
export const MAX_TERMS = 50_000;

interface State {
  readonly term: Term;
  readonly accepts: boolean;
  /** Nothing that follows can change `accepts`. */
  readonly final: boolean;
  /** Where its row of the table begins. */
  readonly row: number;
}

/** Rows of a table begin behind its first word, so that none is 0. */
const FIRST_ROW = 1;
const FEW_STATES = 16;

/**
 * A deterministic automaton for «one of the expressions fits the whole text», whose states are made when a text first
 * needs them. Time is linear in the text: each character costs one look-up, or one derivation bounded by the
 * expression's size; memory is bounded by {@link MAX_STATES} and {@link MAX_TERMS}.
 */
export class Dfa {
  private readonly alphabet: Alphabet;
  private readonly patterns: readonly Regexp[];
  private readonly plain: boolean;
  private terms: Terms;
  private states = new Map<Term, State>();
  private byNumber: State[] = [];
  /** By state and letter the row of the next state, negative if that is final; 0: not known yet. */
  private table: Int32Array;
  private start: State;

  /** @param fold single ASCII letters match in either case; ranges of characters do not (as in Lucene). */
  constructor(patterns: readonly Regexp[], fold: boolean) {
    this.patterns = patterns.map((pattern) => prepare(pattern, fold));
    const ranges: CodeRange[] = [];
    for (const pattern of this.patterns) collectRanges(pattern, ranges);
    this.alphabet = new Alphabet(ranges);
    this.plain = this.patterns.every(isPlain);
    this.terms = new Terms(this.plain);
    this.table = new Int32Array(FIRST_ROW + FEW_STATES * this.alphabet.size);
    this.start = this.begin();
  }

  /** Undefined: the expression was too wild to follow (only nested complements can be). */
  test(text: string): boolean | undefined {
    if (this.start.final) return this.start.accepts;
    const { alphabet } = this;
    let { table } = this;
    let { row } = this.start;
    for (let i = 0; i < text.length; i++) {
      let point = text.charCodeAt(i);
      if (point >= 0xd800 && point < 0xdc00) {
        point = text.codePointAt(i) as number;
        if (point > 0xffff) i++;
      }
      const letter = alphabet.classOf(point);
      const known = table[row + letter] as number;
      if (known > 0) {
        row = known;
        continue;
      }
      const next = known < 0 ? this.stateAt(-known) : this.step(this.stateAt(row), letter);
      if (!next || next.final) return next?.accepts;
      ({ row } = next);
      ({ table } = this);
    }
    return this.stateAt(row).accepts;
  }

  private stateAt(row: number): State {
    return this.byNumber[(row - FIRST_ROW) / this.alphabet.size] as State;
  }

  private step(state: State, letter: number): State | undefined {
    let from = state;
    if (this.states.size >= MAX_STATES || this.terms.count >= MAX_TERMS) from = this.flush(state);
    const term = this.terms.derive(from.term, letter);
    if (this.terms.exceeded) {
      this.flush(state);
      return undefined;
    }
    const next = this.stateOf(term);
    this.table[from.row + letter] = next.final ? -next.row : next.row;
    return next;
  }

  private flush(current: State): State {
    this.start = this.begin();
    return this.stateOf(this.terms.adopt(current.term));
  }

  private begin(): State {
    this.terms = new Terms(this.plain);
    this.states = new Map();
    this.byNumber = [];
    this.table.fill(0);
    return this.stateOf(this.terms.alt(this.patterns.map((pattern) => termOf(pattern, this.terms, this.alphabet))));
  }

  private stateOf(term: Term): State {
    let state = this.states.get(term);
    if (!state) {
      const final = term.kind === "nothing" || term.kind === "anything";
      state = { term, accepts: term.nullable, final, row: this.addRow() };
      this.states.set(term, state);
      this.byNumber.push(state);
    }
    return state;
  }

  private addRow(): number {
    const row = FIRST_ROW + this.byNumber.length * this.alphabet.size;
    if (row + this.alphabet.size > this.table.length) {
      const larger = new Int32Array(2 * this.table.length);
      larger.set(this.table);
      this.table = larger;
    }
    return row;
  }
}

/** Intervals written out and letters folded. */
function prepare(item: Regexp, fold: boolean): Regexp {
  switch (item.kind) {
    case "nothing":
    case "anything":
      return item;
    case "set":
      return fold ? { ...item, ranges: foldRanges(item.ranges) } : item;
    case "interval":
      return expandInterval(item);
    case "complement":
    case "repeat":
      return { ...item, item: prepare(item.item, fold) };
    case "sequence":
    case "either":
    case "both":
      return { ...item, items: item.items.map((part) => prepare(part, fold)) };
  }
}

function isPlain(item: Regexp): boolean {
  if (item.kind === "complement" || item.kind === "both") return false;
  if ("items" in item) return item.items.every(isPlain);
  return "item" in item ? isPlain(item.item) : true;
}

function collectRanges(item: Regexp, into: CodeRange[]): void {
  if (item.kind === "set") into.push(...item.ranges);
  else if ("items" in item) for (const part of item.items) collectRanges(part, into);
  else if ("item" in item) collectRanges(item.item, into);
}

function termOf(item: Regexp, terms: Terms, alphabet: Alphabet): Term {
  const all = (items: readonly Regexp[]): Term[] => items.map((part) => termOf(part, terms, alphabet));
  switch (item.kind) {
    case "nothing":
      return terms.nothing;
    case "anything":
      return terms.anything;
    case "set":
      return terms.set(alphabet.members(item.ranges, item.negated));
    case "sequence":
      return all(item.items).reduceRight((tail, head) => terms.cat(head, tail), terms.empty);
    case "either":
      return terms.alt(all(item.items));
    case "both":
      return terms.both(all(item.items));
    case "complement":
      return terms.not(termOf(item.item, terms, alphabet));
    case "repeat":
      return terms.repeat(termOf(item.item, terms, alphabet), item.min, item.max ?? Infinity);
    case "interval":
      throw new Error("an interval is written out before terms are made");
  }
}
