import type { LaterBytes } from "../../event/line-block.ts";
import type { Stream } from "../../event/origin.ts";
import type { Batch } from "./batch.ts";
import type { LineFile } from "./byte-source.ts";
import type { LineSink } from "./line-sink.ts";
import type { Limits } from "./limits.ts";
import type { ProblemLog } from "./problems.ts";

export interface ReadContext {
  readonly stream: Stream;
  readonly limits: Limits;
  readonly problems: ProblemLog;
  /** Present where lines may be handed on unparsed, in blocks; with the file that those who judge them may read them of. */
  readonly lines?: { readonly later: LaterBytes | undefined; readonly file?: LineFile | undefined } | undefined;
}

/** A way in which a stream of bytes holds events. One a file, one line in `formats.ts`. */
export interface Format {
  /** As `--format` takes it. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Judges a stream by its first {@link SNIFF_BYTES} (fewer where it is shorter, or its first line is an object); `fileName` only where bytes cannot decide. */
  sniff(head: Buffer, fileName: string): boolean;
  /**
   * The events, with their origins, in batches of any size above 0. Blocks are as {@link ByteSource} has them. Bad
   * records are reported to the context; only what `blocks` throws is thrown.
   */
  read(blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncIterable<Batch>;
  /** Present where records are made of lines as they come: what `read` gives the lines to. Such a file can be followed while it grows. */
  lines?(context: ReadContext): LineSink;
}
