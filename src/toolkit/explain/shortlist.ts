import type { JsonObject } from "../../event/json.ts";

/** A document that does not satisfy the query. */
export interface Miss {
  readonly number: number;
  readonly document: JsonObject;
  /** Clauses that fail, at the least. */
  readonly failing: number;
  /** What it fails; the same for documents that fail alike. */
  readonly kind: string;
}

/** One of the documents that fail alike. */
export interface Example extends Miss {
  /** How many others do. */
  readonly alike: number;
}

/** Kinds told apart; a query has few, unless it is very long. */
const MAX_KINDS = 10_000;

/** Of the documents that fail alike, keeps the nearest (of equally near ones the first) and counts the others. */
export class Shortlist {
  readonly #kinds = new Map<string, { best: Miss; count: number }>();

  add(miss: Miss): void {
    const known = this.#kinds.get(miss.kind);
    if (known) {
      known.count++;
      if (miss.failing < known.best.failing) known.best = miss;
    } else if (this.#kinds.size < MAX_KINDS) this.#kinds.set(miss.kind, { best: miss, count: 1 });
  }

  /** The nearest kinds first. */
  examples(): readonly Example[] {
    return [...this.#kinds.values()]
      .map(({ best, count }) => ({ ...best, alike: count - 1 }))
      .sort((a, b) => a.failing - b.failing || a.number - b.number);
  }
}
