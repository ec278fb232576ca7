import type { JsonObject } from "../event/json.ts";
import type { Origin, Stream } from "../event/origin.ts";
import type { Arena, EventRecord } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import type { Hit } from "./hit.ts";
import type { SpillStore } from "./spill.ts";
import { SpilledText } from "./spilled-text.ts";
import { loadOrder, loadTime, type SavedOrder, saveOrder, saveTime } from "./state/saved-order.ts";

/** Hits read back at once: few, since a scan may have hundreds of runs that are read side by side. */
const BLOCK_HITS = 32;

/** Hits of one rule, in its order, in the spill store: blocks that follow one another. */
export interface HitRun {
  readonly offset: number;
  readonly sizes: Uint32Array;
}

/** Moves ordered hits of rules to the spill store and back. The streams of their origins stay in memory: one a file. */
export class HitRuns {
  readonly #spill: SpilledText;
  readonly #arena: Arena;
  readonly #streams: Stream[] = [];
  #index = "";
  readonly #numbers = new Map<Stream, number>();

  constructor(spill: SpillStore, arena: Arena) {
    this.#spill = new SpilledText(spill);
    this.#arena = arena;
  }

  /** Writes hits and lets go of their events. */
  write(hits: readonly Hit[]): HitRun {
    // First all documents go to the store, so that the blocks follow one another.
    const blocks: string[] = [];
    for (let i = 0; i < hits.length; i += BLOCK_HITS) {
      blocks.push(JSON.stringify(hits.slice(i, i + BLOCK_HITS).map((hit) => this.#encode(hit))));
    }
    for (const hit of hits) this.#arena.release(hit.held);
    const places = blocks.map((block) => this.#spill.append(block));
    return { offset: places[0]?.offset ?? 0, sizes: Uint32Array.from(places, ({ size }) => size) };
  }

  /** Reads a run, a block at a time; each hit holds a reference to its event again. */
  *read(run: HitRun, rule: CompiledRule): Generator<Hit> {
    let { offset } = run;
    for (const size of run.sizes) {
      const block = JSON.parse(this.#spill.read({ offset, size })) as SavedHit[];
      offset += size;
      for (const saved of block) yield this.#decode(saved, rule);
    }
  }

  #encode({ held, windowTime, order, stages, document }: Hit): SavedHit {
    const { key, index, identity, origin, lineage, place } = this.#arena.record(held);
    return [
      saveTime(windowTime),
      saveOrder(order),
      stages,
      document,
      [
        key,
        index,
        identity ? [identity.id, identity.version ?? null] : null,
        origin ? [this.#number(origin.stream), origin.offset, origin.line ?? null, origin.record ?? null] : null,
        lineage ? [...lineage] : null,
        place ?? null,
      ],
    ];
  }

  #decode([windowTime, order, stages, document, event]: SavedHit, rule: CompiledRule): Hit {
    return {
      rule,
      held: this.#arena.revive(this.#decodeEvent(event)),
      windowTime: loadTime(windowTime),
      order: loadOrder(order),
      stages,
      document,
    };
  }

  #decodeEvent([key, written, identity, origin, lineage, place]: SavedEvent): EventRecord {
    const index = this.#sameIndex(written);
    return {
      key,
      index,
      identity: identity ? { index, id: identity[0], ...(identity[1] !== null && { version: identity[1] }) } : undefined,
      origin: origin ? this.#origin(origin) : undefined,
      lineage: lineage ? new Set(lineage) : undefined,
      place: place ?? undefined,
    };
  }

  #origin([stream, offset, line, record]: SavedOrigin): Origin {
    return { stream: this.#streams[stream] as Stream, offset, ...(line !== null && { line }), ...(record !== null && { record }) };
  }

  /** Most events come from the index of the one before: they share its name. */
  #sameIndex(index: string): string {
    if (index !== this.#index) this.#index = index;
    return this.#index;
  }

  #number(stream: Stream): number {
    let number = this.#numbers.get(stream);
    if (number === undefined) {
      number = this.#streams.push(stream) - 1;
      this.#numbers.set(stream, number);
    }
    return number;
  }
}

type SavedOrigin = readonly [stream: number, offset: number, line: number | null, record: number | null];
type SavedEvent = readonly [
  key: number,
  index: string,
  identity: readonly [id: string, version: string | null] | null,
  origin: SavedOrigin | null,
  lineage: readonly string[] | null,
  place: EventRecord["place"] | null,
];
type SavedHit = readonly [windowTime: number | null, order: SavedOrder, stages: readonly number[], document: JsonObject, event: SavedEvent];
