import type { JsonObject } from "../../src/event/json.ts";
import type { EventDocument } from "../../src/event/origin.ts";

/** Raw records and the ECS document that Elastic's own pipeline makes of them. */
export interface Pair {
  /** Where it is from, for people. */
  readonly name: string;
  readonly records: readonly EventDocument[];
  readonly expected: JsonObject;
  /** Prefixes that are judged although an agent commonly fills them. */
  readonly kept?: readonly string[];
}

/** The pairs of one integration: one file, one line in `pairs.ts`. */
export interface PairSource {
  /** The integration's name, with a word more where one has several sources. */
  readonly name: string;
  /** Equal fields per expected field that a test holds, in percent. */
  readonly atLeast: number;
  /** @param folder the truth folder of the shared data */
  load(folder: string): readonly Pair[];
}
