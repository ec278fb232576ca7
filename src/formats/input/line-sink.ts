import type { Json } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";

/** What takes the lines of one stream and gathers the records it makes of them into batches. */
export interface LineSink {
  /** Blanks at the beginnings of lines and blank lines mean something to it; else they are left out. */
  readonly keepsBlanks?: boolean;
  /**
   * Takes one line without its line break: the bytes `[from, to)` that stood at `offset` of the stream, on 1-based `line`.
   * @param valid the bytes are known to be UTF-8
   */
  add(bytes: Buffer, from: number, to: number, offset: number, line: number, valid: boolean): void;
  /** Reports a line that was skipped for its length without being held. */
  tooLong(line: number): void;
  /** The batch has reached its bounds: take it before adding more. */
  full(): boolean;
  /** Hands over what was gathered. */
  take(): EventDocument[];
  /** Called after the last line, and where no more came for a while: completes what waits for further lines. */
  end?(): void;
  /** What it must know of the lines so far to go on after them: plain JSON, for a sink of the same format. */
  held(): Json;
  restore(held: Json): void;
}
