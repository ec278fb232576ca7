import type { FieldLine } from "../../operators/anomaly/field-texts.ts";
import type { BlockTaker } from "./block-taker.ts";
import { copyNotes, type WrittenNotes } from "../../matcher/lines/line-notes.ts";
import type { Passed } from "../../matcher/lines/sieve.ts";
import type { LinePlace, LineRoute, LineTaker, Tally } from "./line-taker.ts";
import type { SeenHit } from "./sighting-log.ts";
import { tellFields, ToldFields } from "./told-fields.ts";

/** What was found in a block of lines, to be handed from thread to thread. */
export interface Findings {
  readonly lines: number;
  readonly words: Float64Array;
  readonly texts: readonly string[];
  readonly notes: readonly WrittenNotes[];
  /** Fields of which values are told. */
  readonly fields: readonly string[];
}

const PASSED = 0;
const UNJUDGED = 1;
const MATCHED = 2;
const KEPT = 3;
const FED = 4;
const NOTED = 5;

/** Writes what is found as numbers and texts. */
export class FindingsWriter implements LineTaker {
  readonly #routeOf: (place: LinePlace) => LineRoute | undefined;
  readonly #fields: readonly string[];
  #words = new Float64Array(16 * 1024);
  #used = 0;
  #texts = new Map<string, number>();
  #notes: WrittenNotes[] = [];

  /**
   * @param routeOf for events of an index that was not met before
   * @param fields what machine learning jobs read of events
   */
  constructor(routeOf: (place: LinePlace) => LineRoute | undefined, fields: readonly string[]) {
    this.#routeOf = routeOf;
    this.#fields = [...new Set(fields)];
  }

  /** Ends the block. */
  take(lines: number): Findings {
    const words = this.#words.slice(0, this.#used);
    const findings = { lines, words, texts: [...this.#texts.keys()], notes: this.#notes, fields: this.#fields };
    this.#used = 0;
    this.#texts = new Map();
    this.#notes = [];
    return findings;
  }

  passed({ count, unrouted, timeless, first, last }: Readonly<Passed>): void {
    this.#put(PASSED, count, unrouted, timeless, first, last);
  }

  fed({ start, end, line }: LinePlace, time: number, jobs: readonly number[], fields: FieldLine): void {
    this.#put(FED, start, end, line, time, jobs.length, ...jobs);
    this.#put(...tellFields(fields, this.#fields, (text) => this.#text(text)));
  }

  noted(notes: WrittenNotes): void {
    this.#put(NOTED, this.#notes.push(copyNotes(notes)) - 1);
  }

  routeOf(place: LinePlace): LineRoute | undefined {
    return this.#routeOf(place);
  }

  unjudged({ start, end, line }: LinePlace): void {
    this.#put(UNJUDGED, start, end, line);
  }

  matched({ start, end, line }: LinePlace, time: number, hits: readonly SeenHit[]): void {
    this.#put(MATCHED, start, end, line, time);
    this.#hits(hits);
  }

  kept({ start, end, line }: LinePlace, time: number, digest: number, hits: readonly SeenHit[], tallies: readonly Tally[]): void {
    this.#put(KEPT, start, end, line, time, digest);
    this.#hits(hits);
    this.#put(tallies.length);
    for (const { rule, time: windowTime, written } of tallies) this.#put(rule, windowTime, this.#text(written));
  }

  #hits(hits: readonly SeenHit[]): void {
    this.#put(hits.length);
    for (const { rule, stages, hash } of hits) this.#put(rule, stages, hash);
  }

  #text(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  #put(...words: readonly number[]): void {
    if (this.#used + words.length > this.#words.length) {
      const larger = new Float64Array(2 * this.#words.length + words.length);
      larger.set(this.#words);
      this.#words = larger;
    }
    for (let i = 0; i < words.length; i++) this.#words[this.#used++] = words[i] as number;
  }
}

/** Hands written findings to the taker of their block. */
export function readFindings({ words, texts, fields, notes }: Findings, taker: BlockTaker): void {
  const told = new ToldFields(fields, texts);
  let at = 0;
  const next = (): number => words[at++] as number;
  const place = (): LinePlace => ({ start: next(), end: next(), line: next() });
  const list = <T>(read: () => T): T[] => Array.from({ length: next() }, read);
  const hit = (): SeenHit => ({ rule: next(), stages: next(), hash: next() });
  const tally = (): Tally => ({ rule: next(), time: next(), written: texts[next()] as string });
  while (at < words.length) {
    switch (next()) {
      case PASSED:
        taker.passed({ count: next(), unrouted: next(), timeless: next(), first: next(), last: next(), ahead: 0 });
        break;
      case NOTED:
        taker.noted(notes[next()] as WrittenNotes);
        break;
      case UNJUDGED:
        taker.unjudged(place());
        break;
      case MATCHED:
        taker.matched(place(), next(), list(hit));
        break;
      case FED: {
        const line = place();
        taker.fed(
          line,
          next(),
          list(next),
          told.read(next, () => taker.parseAt(line)),
        );
        break;
      }
      default:
        taker.kept(place(), next(), next(), list(hit), list(tally));
    }
  }
}
