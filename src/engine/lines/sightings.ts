import { NoteReader, type WrittenNotes, writeNote } from "../../matcher/lines/line-notes.ts";
import type { SpillStore } from "../spill.ts";
import type { Openings } from "./openings.ts";
import { PairMemo } from "./pair-memo.ts";
import type { SeenEvent } from "./seen-event.ts";
import { type NotedAt, ruleOf, type SeenHit, type Sighting, SightingLog, sightOf, sightsOf, stageOf } from "./sighting-log.ts";

/**
 * Events that only sequences match, noted while lines are read. At the end those are taken that may be part of a
 * sequence; of the others nothing is left but how many a sequence might have begun with.
 */
export class Sightings {
  readonly #log: SightingLog;
  /** By rule. */
  readonly #openings: readonly (Openings | undefined)[];
  readonly #idle: Int32Array;
  /** By sight: it may begin a sequence. */
  readonly #opens: Uint8Array;

  /** @param rules how many there are */
  constructor(spill: SpillStore, openings: ReadonlyMap<number, Openings>, rules: number) {
    this.#log = new SightingLog(spill);
    this.#openings = Array.from({ length: rules }, (_, rule) => openings.get(rule));
    this.#idle = new Int32Array(rules);
    this.#opens = new Uint8Array(sightOf(rules, 0));
    for (let sight = 0; sight < this.#opens.length; sight++)
      this.#opens[sight] = this.#openings[ruleOf(sight)]?.isOpening(1 << stageOf(sight)) ? 1 : 0;
  }

  /** @param time `@timestamp`, epoch milliseconds */
  add(event: SeenEvent, time: number, hits: readonly SeenHit[]): void {
    const notes = writeNote({ length: event.length, digest: event.digest, time, sights: sightsOf(hits) });
    const note = new NoteReader(notes.words);
    note.goTo(notes.from);
    this.see(note);
    this.keep(notes, event.later ? { ...event, place: Number.NaN } : event);
  }

  /** Sees a note that will be kept. */
  see({ words, from, to }: NoteReader): void {
    for (let i = from; i < to; i += 2) if (this.#opens[words[i] as number] === 1) this.#open(words[i] as number, words[i + 1] as number);
  }

  /** Keeps notes that were seen. */
  keep(notes: WrittenNotes, at: NotedAt): void {
    this.#log.add(notes, at);
  }

  #open(sight: number, hash: number): void {
    const rule = ruleOf(sight);
    this.#idle[rule] = (this.#idle[rule] as number) + 1;
    this.#openings[rule]?.open(1 << stageOf(sight), hash >>> 0);
  }

  /** Those that may be part of a sequence, in the order they came. */
  *take(): Generator<Sighting> {
    const isOpen = this.#openings.map((own) => own?.isOpen === true);
    if (!isOpen.includes(true)) return;
    const followed = new PairMemo((sight, hash) => this.#openings[ruleOf(sight)]?.follow(1 << stageOf(sight), hash) === true);
    this.#log.forEach((sight, hash) => isOpen[ruleOf(sight)] === true && followed.ask(sight, hash));
    const asked = this.#openings.map((own) => own?.anyMatters === true);
    if (!asked.includes(true)) return;
    const matter = new PairMemo((rule, hash) => this.#openings[rule]?.matter(hash) === true);
    const matters = (sight: number, hash: number): boolean => asked[ruleOf(sight)] === true && matter.ask(ruleOf(sight), hash);
    for (const sighting of this.#log.take(matters)) {
      for (const { rule, stages } of sighting.hits)
        if (this.#openings[rule]?.isOpening(stages)) this.#idle[rule] = (this.#idle[rule] as number) - 1;
      yield sighting;
    }
  }

  /** How many events that a sequence of the rule might have begun with were not taken. */
  idleOf(rule: number): number {
    return this.#idle[rule] as number;
  }
}
