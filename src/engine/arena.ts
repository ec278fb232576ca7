import type { EventIdentity } from "../alerts/ids.ts";
import { canonicalJson, sha256 } from "../alerts/ids.ts";
import { indexOf } from "../event/index-name.ts";
import type { JsonObject } from "../event/json.ts";
import { METADATA_KEYS } from "../event/metadata.ts";
import { type EventDocument, type Origin, originOf } from "../event/origin.ts";
import type { SpillStore } from "./spill.ts";

/** Bytes of matched events kept in memory before the oldest go to the spill store. */
export const ARENA_MEMORY_BYTES: number = 64 * 1024 * 1024;

/** A matched event, held once for all rules that matched it. */
export interface HeldEvent {
  readonly origin: Origin | undefined;
  /** Known from the document; absent for one that came without `_id`. */
  readonly identity: EventIdentity | undefined;
  /** SHA-256 of the canonical JSON, for a document without `_id`. */
  readonly contentHash: string | undefined;
  readonly index: string;
  /** Present while in memory. */
  document: JsonObject | undefined;
  size: number;
  offset: number;
  references: number;
}

/** Holds matched events by reference count; spills past {@link ARENA_MEMORY_BYTES}. */
export interface Arena {
  hold(document: EventDocument, fallbackIndex: string | undefined): HeldEvent;
  load(event: HeldEvent): JsonObject;
  release(event: HeldEvent): void;
  readonly bytesInMemory: number;
}

export function createArena(spill: SpillStore | undefined, limit: number = ARENA_MEMORY_BYTES): Arena {
  const inMemory = new Set<HeldEvent>();
  let bytes = 0;

  const evict = (): void => {
    if (!spill) return;
    for (const event of inMemory) {
      if (bytes <= limit / 2) return;
      const encoded = Buffer.from(JSON.stringify(event.document), "utf8");
      event.offset = spill.append(encoded);
      bytes -= event.size;
      event.size = encoded.length;
      event.document = undefined;
      inMemory.delete(event);
    }
  };

  return {
    hold(document, fallbackIndex) {
      const event = describe(document, fallbackIndex);
      inMemory.add(event);
      bytes += event.size;
      if (bytes > limit) evict();
      return event;
    },
    load(event) {
      if (event.document) return event.document;
      if (!spill) throw new Error("invariant: a spilled event without a spill store");
      return JSON.parse(Buffer.from(spill.read(event.offset, event.size)).toString("utf8")) as JsonObject;
    },
    release(event) {
      if (--event.references > 0 || !inMemory.delete(event)) return;
      bytes -= event.size;
      event.document = undefined;
    },
    get bytesInMemory() {
      return bytes;
    },
  };
}

/** Rough heap cost of a parsed document against its text. */
const HEAP_FACTOR = 3;

function describe(document: EventDocument, fallbackIndex: string | undefined): HeldEvent {
  const index = text(document["_index"]) ?? indexOf(document, fallbackIndex) ?? "";
  const id = text(document["_id"]);
  const version = document["_version"];
  const canonical = id === undefined ? canonicalJson(withoutMetadata(document)) : undefined;
  return {
    origin: originOf(document),
    identity: id === undefined ? undefined : { id, index, ...(version !== undefined && version !== null && { version: String(version) }) },
    contentHash: canonical === undefined ? undefined : sha256(canonical),
    index,
    document,
    size: HEAP_FACTOR * (canonical?.length ?? JSON.stringify(document).length),
    offset: 0,
    references: 0,
  };
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function withoutMetadata(document: JsonObject): JsonObject {
  if (!Object.keys(document).some((key) => METADATA_KEYS.has(key))) return document;
  return Object.fromEntries(Object.entries(document).filter(([key]) => !METADATA_KEYS.has(key)));
}
