import type { ByteSource } from "./byte-source.ts";
import type { Limits } from "./limits.ts";
import type { ProblemLog } from "./problems.ts";

/** A stream inside a container. */
export interface Member {
  /** Its path inside an archive; absent where the container holds one nameless stream. */
  readonly name?: string;
  readonly source: ByteSource;
}

export interface ContainerContext {
  /** The container's own name, for problems. */
  readonly name: string;
  readonly limits: Limits;
  readonly problems: ProblemLog;
}

/** Something that holds byte streams: a compression, an archive, an encoding. One a file, one line in `containers.ts`. */
export interface Container {
  readonly name: string;
  /** For people: `gzip`. */
  readonly title: string;
  /** Judges the first bytes of a stream (up to 512 are enough for each). */
  sniff(head: Buffer): boolean;
  /**
   * The streams inside, in their order. A member is read, or left, before the next one is asked for.
   * @throws an input fault where the bytes are broken; what came before stands
   */
  open(source: ByteSource, context: ContainerContext): AsyncIterable<Member>;
}
