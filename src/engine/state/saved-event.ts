import type { EventIdentity } from "../../alerts/ids.ts";
import type { JsonObject } from "../../event/json.ts";
import type { Origin } from "../../event/origin.ts";

/** A held event as JSON. */
export interface SavedEvent {
  /** Null where it is found with the document. */
  readonly index: string | null;
  readonly identity: EventIdentity | null;
  readonly origin: Origin | null;
  readonly lineage: readonly string[] | null;
  readonly document: JsonObject | null;
  readonly references: number;
  /** Number among equal documents without ids, where it was given. */
  readonly ordinal: number | null;
  /** The document is found again by the origin's offset. */
  readonly recalled?: boolean;
}
