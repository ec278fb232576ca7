import type { JsonObject } from "./json.ts";

/** The stream of records an event was read from: a file, or a member of an archive. One object shared by its events. */
export interface Stream {
  /** Ordinal of the input, in the order the user named them (folders and globs in name order). */
  readonly input: number;
  /** Ordinal of the member inside an archive; 0 where there is none. */
  readonly member: number;
  /** Path as shown to people; `-` for standard input. */
  readonly file: string;
  /** Path inside the archive. */
  readonly memberName?: string;
  /** Epoch milliseconds by which its records were written at the latest: the file's last change. */
  readonly modified?: number;
}

/**
 * Where an event stood. `offset` orders the events of one stream (byte or record ordinal, strictly increasing); with
 * the stream's ordinals it is the event's *position*, the last tie-breaker of every order.
 */
export interface Origin {
  readonly stream: Stream;
  readonly offset: number;
  /** 1-based line, where the format has lines; else 1-based record. */
  readonly line?: number;
  readonly record?: number;
}

/** The key under which a reader attaches the {@link Origin} to an event. A symbol: it is no field and is not printed. */
export const ORIGIN: unique symbol = Symbol.for("tocsin.origin");

/** The key under which a reader of text attaches the text that a record was made from. Like {@link ORIGIN} it is no field. */
export const ORIGINAL: unique symbol = Symbol.for("tocsin.original");

/** A document with its origin, as readers yield it; `_index`, `_id`, `_version` on it are metadata, not fields. */
export type EventDocument = JsonObject & { [ORIGIN]?: Origin; [ORIGINAL]?: string };

export const originOf = (document: EventDocument): Origin | undefined => document[ORIGIN];

/** Orders by position; documents without one come last and tie. */
export function comparePositions(a: Origin | undefined, b: Origin | undefined): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return a.stream.input - b.stream.input || a.stream.member - b.stream.member || a.offset - b.offset;
}
