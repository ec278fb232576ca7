import type { EventDocument } from "../event/origin.ts";

/** The key under which a reader attaches the time (epoch milliseconds) from which on an indicator no longer counts. */
export const VALID_UNTIL: unique symbol = Symbol.for("tocsin.validUntil");

/**
 * An indicator as a document (`threat.indicator.*` and what stands beside it); `_index` and `_id` on it are metadata.
 * One without an index counts for every index pattern.
 */
export type IndicatorDocument = EventDocument & { [VALID_UNTIL]?: number };
