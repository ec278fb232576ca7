import type { JsonObject } from "../../event/json.ts";

/** A document that may be explained in full. */
export interface Listed {
  readonly number: number;
  readonly document: JsonObject;
  /** Clauses that fail; the fewest are the nearest. */
  readonly failing: number;
}

/** The nearest of many documents, up to a bound; of equally near ones the first. */
export class Shortlist {
  readonly #limit: number;
  readonly #kept: Listed[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Nearest first. */
  get kept(): readonly Listed[] {
    return this.#kept;
  }

  add(listed: Listed): void {
    if (this.#limit === Number.POSITIVE_INFINITY) {
      this.#kept.push(listed);
      return;
    }
    const last = this.#kept.at(-1);
    if (this.#kept.length >= this.#limit && (!last || listed.failing >= last.failing)) return;
    const place = this.#kept.findIndex(({ failing }) => failing > listed.failing);
    this.#kept.splice(place === -1 ? this.#kept.length : place, 0, listed);
    if (this.#kept.length > this.#limit) this.#kept.pop();
  }
}
