import type { EventIdentity } from "../alerts/ids.ts";
import { canonicalJson, sha256 } from "../alerts/ids.ts";
import type { JsonObject } from "../event/json.ts";
import { METADATA_KEYS } from "../event/metadata.ts";
import { type EventDocument, type Origin, originOf } from "../event/origin.ts";
import type { SpillStore } from "./spill.ts";

/** Bytes of matched events kept in memory before the oldest go to the spill store. */
export const ARENA_MEMORY_BYTES: number = 64 * 1024 * 1024;

/** Loaded events kept at hand for the next rule that needs them. */
const LOADED_EVENTS = 4_096;

/** A matched event, held once for all rules that matched it. */
export class HeldEvent {
  /** Number in the arena; what state refers to. */
  readonly key: number;
  readonly origin: Origin | undefined;
  /** Known from the document; absent for one that came without `_id`. */
  readonly identity: EventIdentity | undefined;
  readonly index: string;
  /** Of an alert read as an event: the rules it came of, directly or through other alerts. */
  readonly lineage: ReadonlySet<string> | undefined;
  /** Present while in memory. */
  document: JsonObject | undefined;
  /** Bytes: of the heap while in memory, else of the text in the spill store. */
  size = 0;
  offset = 0;
  references = 1;
  readonly #arena: Arena;
  #contentHash: string | undefined;

  constructor(arena: Arena, key: number, document: EventDocument, index: string, lineage: ReadonlySet<string> | undefined) {
    const own = text(document["_index"]) ?? index;
    this.#arena = arena;
    this.key = key;
    this.origin = originOf(document);
    this.identity = identityOf(document, own);
    this.index = own;
    this.lineage = lineage;
    this.document = document;
  }

  /** SHA-256 of the canonical JSON, by which a document without `_id` is known. Worked out when asked for. */
  get contentHash(): string | undefined {
    if (this.identity) return undefined;
    this.#contentHash ??= sha256(canonicalJson(withoutMetadata(this.#arena.load(this))));
    return this.#contentHash;
  }
}

/** Holds matched events by reference count; spills past {@link ARENA_MEMORY_BYTES}. */
export class Arena {
  readonly #spill: SpillStore | undefined;
  readonly #limit: number;
  readonly #events = new Map<number, HeldEvent>();
  readonly #inMemory = new Set<HeldEvent>();
  readonly #loaded = new Map<number, JsonObject>();
  readonly #sizes = createSizeEstimate();
  #bytes = 0;
  #next = 0;

  constructor(spill: SpillStore | undefined, limit: number = ARENA_MEMORY_BYTES) {
    this.#spill = spill;
    this.#limit = limit;
  }

  /** Takes an event in with one reference, the caller's. */
  hold(document: EventDocument, index: string, lineage?: ReadonlySet<string>): HeldEvent {
    return this.restore(this.#next, document, index, lineage);
  }

  /** As {@link hold}, under the key it had in an earlier engine. */
  restore(key: number, document: EventDocument, index: string, lineage?: ReadonlySet<string>): HeldEvent {
    const event = new HeldEvent(this, key, document, index, lineage);
    event.size = this.#sizes(document);
    this.#next = Math.max(this.#next, key + 1);
    this.#events.set(key, event);
    this.#inMemory.add(event);
    this.#bytes += event.size;
    if (this.#bytes > this.#limit) this.#evict();
    return event;
  }

  /** @throws where the key is not held: our bug */
  get(key: number): HeldEvent {
    const event = this.#events.get(key);
    if (!event) throw new Error(`invariant: event ${key} is not held`);
    return event;
  }

  load(event: HeldEvent): JsonObject {
    const known = event.document ?? this.#loaded.get(event.key);
    if (known) return known;
    if (!this.#spill) throw new Error("invariant: a spilled event without a spill store");
    const document = JSON.parse(Buffer.from(this.#spill.read(event.offset, event.size)).toString("utf8")) as JsonObject;
    if (this.#loaded.size >= LOADED_EVENTS) this.#loaded.clear();
    this.#loaded.set(event.key, document);
    return document;
  }

  retain(event: HeldEvent): void {
    event.references++;
  }

  release(event: HeldEvent): void {
    if (--event.references > 0) return;
    this.#events.delete(event.key);
    this.#loaded.delete(event.key);
    if (!this.#inMemory.delete(event)) return;
    this.#bytes -= event.size;
    event.document = undefined;
  }

  #evict(): void {
    if (!this.#spill) return;
    for (const event of this.#inMemory) {
      if (this.#bytes <= this.#limit / 2) return;
      const encoded = Buffer.from(JSON.stringify(event.document), "utf8");
      event.offset = this.#spill.append(encoded);
      this.#bytes -= event.size;
      event.size = encoded.length;
      event.document = undefined;
      this.#inMemory.delete(event);
    }
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
  return { id, index, ...(version !== undefined && version !== null && { version: String(version as string | number) }) };
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function withoutMetadata(document: JsonObject): JsonObject {
  if (!Object.keys(document).some((key) => METADATA_KEYS.has(key))) return document;
  return Object.fromEntries(Object.entries(document).filter(([key]) => !METADATA_KEYS.has(key)));
}
