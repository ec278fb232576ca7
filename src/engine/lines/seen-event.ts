import type { LaterBytes } from "../../event/line-block.ts";
import type { Stream } from "../../event/origin.ts";

/** Where an event that was not parsed stands. */
export interface SeenEvent {
  readonly stream: Stream;
  readonly offset: number;
  readonly line: number;
  readonly record: number;
  /** Where its bytes are: in the stream itself, or in the spill store. */
  readonly later: LaterBytes | undefined;
  readonly place: number;
  readonly length: number;
  /** Tells its bytes from others. */
  readonly digest: number;
}
