import type { EventIdentity } from "../alerts/ids.ts";
import { canonicalJson, sha256 } from "../alerts/ids.ts";
import type { Json, JsonObject } from "../event/json.ts";
import { METADATA_KEYS } from "../event/metadata.ts";
import { type EventDocument, type Origin, originOf, type Stream } from "../event/origin.ts";
import type { SpillStore } from "./spill.ts";
import { type Place, SpilledText } from "./spilled-text.ts";
import type { Journal } from "./state/journal.ts";
import type { SavedEvent } from "./state/saved-event.ts";

/** Bytes of matched events kept in memory before the oldest go to the spill store. */
export const ARENA_MEMORY_BYTES: number = 24 * 1024 * 1024;

/** Events read back from the spill store that are kept at hand. */
const LOADED_EVENTS = 1_024;

/** What is left of an event whose document is in the spill store. Plain data apart from the origin's stream. */
export interface EventRecord {
  readonly key: number;
  readonly index: string;
  /** Undefined for a document that came without `_id`. */
  readonly identity: EventIdentity | undefined;
  readonly origin: Origin | undefined;
  readonly lineage: ReadonlySet<string> | undefined;
  /** Where the document lies; undefined where nobody needs it. */
  readonly place: Place | undefined;
  /** Present where the event was never read: its index and identity are unknown until it is. */
  readonly later?: LaterEvent | undefined;
}

/** An event that can be had again, of which nothing is known yet. */
export interface LaterEvent {
  /** @throws where it is no longer there */
  read(): EventDocument;
  /** Resolved name of its index; empty where it has none. */
  indexOf(document: EventDocument): string;
}

/** A matched event, held once for all rules that matched it. */
export class HeldEvent implements EventRecord {
  /** Number in the arena; what state refers to. */
  readonly key: number;
  /** Of an event that was recalled, how it came then, once its index or identity was asked for. */
  origin: Origin | undefined;
  /** Of an alert read as an event: the rules it came of, directly or through other alerts. */
  readonly lineage: ReadonlySet<string> | undefined;
  /** Present while in memory. */
  document: JsonObject | undefined;
  place: Place | undefined;
  later: LaterEvent | undefined;
  /** Bytes of heap that the document takes, roughly. */
  size = 0;
  references = 1;
  /** Those of them that are hits which wait, and are found again by pushing the event once more. */
  waiting = 0;
  /** Its document can be had again by its offset: it is not held. */
  recalled = false;
  /** Number among equal documents without ids, once it was given. */
  ordinal: number | undefined;
  readonly #arena: Arena;
  #index: string;
  #identity: EventIdentity | undefined;
  /** Its index and identity are known. */
  #named: boolean;
  #contentHash: string | undefined;

  constructor(arena: Arena, record: EventRecord) {
    this.#arena = arena;
    this.key = record.key;
    this.origin = record.origin;
    this.#index = record.index;
    this.#identity = record.identity;
    this.lineage = record.lineage;
    this.place = record.place;
    this.later = record.later;
    this.#named = record.later === undefined;
  }

  get index(): string {
    if (!this.#named) this.#name();
    return this.#index;
  }

  get identity(): EventIdentity | undefined {
    if (!this.#named) this.#name();
    return this.#identity;
  }

  #name(): void {
    const document = this.#arena.load(this);
    this.#index = text(document["_index"]) ?? this.later?.indexOf(document) ?? "";
    this.#identity = identityOf(document, this.#index);
    this.origin = originOf(document) ?? this.origin;
    this.#named = true;
  }

  /** SHA-256 of the canonical JSON, by which a document without `_id` is known. */
  get contentHash(): string | undefined {
    if (this.identity) return undefined;
    this.#contentHash ??= sha256(canonicalJson(withoutMetadata(this.#arena.load(this))));
    return this.#contentHash;
  }
}

/** An event again, by the offset of its origin; undefined where it is no longer kept. */
export type Recall = (offset: number) => EventDocument | undefined;

export interface ArenaOptions {
  readonly recall?: Recall | undefined;
  /** The resolved name of the index of an event that was recalled; empty where it has none. */
  readonly indexOf?: LaterEvent["indexOf"];
  /** Bytes in memory. */
  readonly limit?: number;
}

/** Events that are known by their offset have keys from here downwards. */
const FIRST_PLACED = -2;
/** Until the event is read. */
const UNKNOWN_STREAM: Stream = { input: 0, member: 0, file: "" };

const UNNAMED = { index: null, identity: null } as const;
const UNKNOWN = { index: "", identity: undefined, lineage: undefined, place: undefined } as const;

/** Holds matched events by reference count; spills their documents past {@link ARENA_MEMORY_BYTES}. */
export class Arena {
  readonly #recall: Recall | undefined;
  /** Of events that are had again by their offset. */
  readonly #recalled: LaterEvent;
  /** The event at hand, whose document may be wanted before it is let go. */
  #recent: { readonly event: HeldEvent; readonly document: JsonObject } | undefined;
  readonly #dirty = new Set<number>();
  /** Keys of events that the journal has told of. */
  readonly #told = new Set<number>();
  readonly #spill: SpilledText | undefined;
  readonly #limit: number;
  readonly #events = new Map<number, HeldEvent>();
  readonly #inMemory = new Set<HeldEvent>();
  readonly #loaded = new Map<number, JsonObject>();
  readonly #sizes = createSizeEstimate();
  readonly #journal: Journal;
  #bytes = 0;
  #next = 0;

  constructor(
    spill: SpillStore | undefined,
    journal: Journal,
    { recall, indexOf = () => "", limit = ARENA_MEMORY_BYTES }: ArenaOptions = {},
  ) {
    this.#recall = recall;
    this.#recalled = { read: () => ({}), indexOf };
    this.#spill = spill && new SpilledText(spill);
    this.#journal = journal;
    this.#limit = limit;
  }

  get recall(): Recall | undefined {
    return this.#recall;
  }

  /** Documents can leave memory. */
  get spills(): boolean {
    return this.#spill !== undefined;
  }

  /** Takes an event in with one reference, the caller's. Its document is only kept if {@link keep} is told to. */
  hold(document: EventDocument, index: string, lineage?: ReadonlySet<string>): HeldEvent {
    const named = text(document["_index"]) ?? index;
    const event = this.#take({
      key: this.#next,
      index: named,
      identity: identityOf(document, named),
      origin: originOf(document),
      lineage,
      place: undefined,
    });
    if (this.#recall) this.#recent = { event, document };
    return event;
  }

  /** Keeps the document of an event for as long as the event is held. */
  keep(event: HeldEvent, document: JsonObject): void {
    if (event.document || event.place || event.recalled || event.later) return;
    if (this.#recall && event.origin && !event.lineage) {
      event.recalled = true;
      return;
    }
    event.document = document;
    event.size = this.#sizes(document);
    this.#mark(event.key);
    this.#inMemory.add(event);
    this.#bytes += event.size;
    if (this.#bytes > this.#limit) this.#evict(this.#limit / 2);
  }

  /** A key for an event that will be held {@link EventRecord.later}. */
  reserve(): number {
    return this.#next++;
  }

  /**
   * An event that {@link recall} gives, with one reference more. Nothing else is known of it until it is asked for, and nothing is saved of
   * it: its key tells its place, and whoever restores state that refers to it must {@link regain} it.
   */
  place(origin: Origin): HeldEvent {
    const key = FIRST_PLACED - origin.offset;
    const known = this.#events.get(key);
    if (known) {
      known.references++;
      return known;
    }
    const event = this.#take({ ...UNKNOWN, key, origin, later: this.#recalled });
    event.recalled = true;
    return event;
  }

  /** The event of a key that saved state refers to. The references to those that were saved were saved with them; one to another is counted here. */
  regain(key: number): HeldEvent {
    return key > FIRST_PLACED ? this.get(key) : this.place({ stream: UNKNOWN_STREAM, offset: FIRST_PLACED - key });
  }

  /** An event of an earlier {@link record}, with one reference; the very object where it is still held. */
  revive(record: EventRecord): HeldEvent {
    const known = this.#events.get(record.key);
    if (!known) return this.#take(record);
    // Another rule may have had no need of its document.
    if (!known.document) known.place ??= record.place;
    known.later ??= record.later;
    known.references++;
    return known;
  }

  /** What {@link revive} needs to have the event back after it was released; its document is in the spill store then. */
  record(event: HeldEvent): EventRecord {
    if (event.document) this.#store(event);
    const { key, index, identity, origin, lineage, place, later } = event;
    return { key, index, identity, origin, lineage, place, ...(later && { later }) };
  }

  /** @throws where the key is not held: our bug */
  get(key: number): HeldEvent {
    const event = this.#events.get(key);
    if (!event) throw new Error(`invariant: event ${key} is not held`);
    return event;
  }

  /** @throws where the document was not kept: our bug */
  load(event: HeldEvent): JsonObject {
    const known = event.document ?? this.#loaded.get(event.key);
    if (known) return known;
    if (this.#recent?.event === event) return this.#recent.document;
    if (event.recalled) return this.#remember(event, this.#recall?.(event.origin?.offset ?? Number.NaN) ?? {});
    if (event.later && !event.place) return this.#remember(event, event.later.read());
    if (!this.#spill || !event.place) throw new Error("invariant: the document of an event was not kept");
    return this.#remember(event, JSON.parse(this.#spill.read(event.place)) as JsonObject);
  }

  #remember(event: HeldEvent, document: JsonObject): JsonObject {
    if (this.#loaded.size >= LOADED_EVENTS) this.#loaded.clear();
    this.#loaded.set(event.key, document);
    return document;
  }

  retain(event: HeldEvent): void {
    event.references++;
    this.#mark(event.key);
  }

  release(event: HeldEvent): void {
    this.#mark(event.key);
    if (--event.references > 0) return;
    this.#events.delete(event.key);
    this.#forget(event);
  }

  /** Marks all events as changed: the journal has just begun. */
  markAll(): void {
    for (const key of this.#events.keys()) this.#mark(key);
  }

  /** Takes over a saved event, with the references it had. */
  restore(key: number, state: Json): void {
    const { index, identity, origin, lineage, document, references, ordinal, recalled } = state as unknown as SavedEvent;
    const event = this.#take({
      key,
      index: index ?? "",
      identity: identity ?? undefined,
      origin: origin ?? undefined,
      lineage: lineage ? new Set(lineage) : undefined,
      place: undefined,
      later: index === null ? this.#recalled : undefined,
    });
    this.#told.add(key);
    event.recalled = recalled === true;
    if (document) this.keep(event, document);
    event.references = references;
    event.ordinal = ordinal ?? undefined;
  }

  #mark(key: number): void {
    if (this.#journal.active && key > FIRST_PLACED) this.#dirty.add(key);
  }

  /** Tells the journal of the events that changed: of one that came and went in between, nothing. */
  flush(): void {
    for (const key of this.#dirty) {
      const state = this.#save(key);
      if (state !== undefined) this.#told.add(key);
      else if (!this.#told.delete(key)) continue;
      this.#journal.mark("", "event", String(key), () => state);
    }
    this.#dirty.clear();
  }

  #save(key: number): Json | undefined {
    const event = this.#events.get(key);
    if (!event || event.references <= event.waiting) return undefined;
    const { origin = null, lineage, recalled, ordinal = null } = event;
    const { index, identity = null } = recalled ? UNNAMED : event;
    const document = event.document || event.place ? this.load(event) : null;
    const references = event.references - event.waiting;
    const saved: SavedEvent = {
      index,
      identity,
      origin,
      lineage: lineage ? [...lineage] : null,
      document,
      references,
      ordinal,
      ...(recalled && { recalled }),
    };
    return saved as unknown as Json;
  }

  #take(record: EventRecord): HeldEvent {
    const event = new HeldEvent(this, record);
    this.#next = Math.max(this.#next, record.key + 1);
    this.#events.set(event.key, event);
    this.#mark(event.key);
    return event;
  }

  #evict(target: number): void {
    if (!this.#spill) return;
    for (const event of this.#inMemory) {
      if (this.#bytes <= target) return;
      this.#store(event);
    }
  }

  #store(event: HeldEvent): void {
    if (!this.#spill) return;
    event.place ??= this.#spill.append(JSON.stringify(event.document));
    this.#forget(event);
  }

  #forget(event: HeldEvent): void {
    if (!this.#inMemory.delete(event)) return;
    this.#bytes -= event.size;
    event.document = undefined;
  }
}

/** Rough heap cost of a parsed document against its text. */
const HEAP_FACTOR = 4;
/** One document in so many is measured; the others are taken to be like it. */
const SAMPLE_EVERY = 16;

function createSizeEstimate(): (document: JsonObject) => number {
  let count = 0;
  let average = 0;
  return (document) => {
    if (count++ % SAMPLE_EVERY === 0) {
      const size = HEAP_FACTOR * JSON.stringify(document).length;
      average = average === 0 ? size : (average * 3 + size) / 4;
    }
    return average;
  };
}

function identityOf(document: JsonObject, index: string): EventIdentity | undefined {
  const id = text(document["_id"]);
  const version = document["_version"];
  if (id === undefined) return undefined;
  return { id, index, ...(version !== undefined && version !== null && { version: String(version) }) };
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function withoutMetadata(document: JsonObject): JsonObject {
  if (!Object.keys(document).some((key) => METADATA_KEYS.has(key))) return document;
  return Object.fromEntries(Object.entries(document).filter(([key]) => !METADATA_KEYS.has(key)));
}
