import type { JsonObject } from "../../event/json.ts";
import type { Lane } from "../lane.ts";
import { documentOf } from "./written-values.ts";

/** Values of fields that are remembered. */
const MOST_REMEMBERED = 16 * 1024;
const ONLY_STAGE: readonly number[] = Object.freeze([0]);

/** Live: makes of the values that lines write what a rule counts by; equal ones are one document. */
export class CountedFields {
  readonly #lane: Lane;
  readonly #fields: readonly string[];
  readonly #known = new Map<string, JsonObject | undefined>();

  constructor(lane: Lane, fields: readonly string[]) {
    this.#lane = lane;
    this.#fields = fields;
  }

  /** Undefined where the rule does not count the event. */
  of(written: string): JsonObject | undefined {
    if (this.#known.has(written)) return this.#known.get(written);
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    const document = this.#lane.runner.prepare(ONLY_STAGE, documentOf(this.#fields, written))?.document;
    this.#known.set(written, document);
    return document;
  }
}
