import type { EsqlAssignment, EsqlExpr } from "./esql.ts";

/** An expression that grows past this by putting others in for its columns is left as it is. */
const MOST_NODES = 2_000;

interface Known {
  readonly value: EsqlExpr;
  readonly nodes: number;
}

/**
 * What the columns of a row are in terms of the source's fields: fields themselves, and what EVAL made of them. A column
 * that goes by the clock, or that some other command gives, is unknown.
 */
export class DerivedColumns {
  readonly #known = new Map<string, Known | "field">();

  /** @param fields names of the source's fields */
  constructor(fields: Iterable<string>) {
    for (const name of fields) this.#known.set(name, "field");
  }

  /** EVAL. */
  assign(fields: readonly EsqlAssignment[]): void {
    for (const { name, value } of fields) {
      const found = this.#put(value);
      if (found) this.#known.set(name, found);
      else this.#known.delete(name);
    }
  }

  /** A command gives the column other values. */
  forget(name: string): void {
    this.#known.delete(name);
  }

  /** The expression over the source's fields; undefined where it reads something else, or would grow too large. */
  resolve(value: EsqlExpr): EsqlExpr | undefined {
    return this.#put(value)?.value;
  }

  #put(value: EsqlExpr): Known | undefined {
    switch (value.kind) {
      case "literal":
      case "search":
        return { value, nodes: 1 };
      case "column": {
        const known = this.#known.get(value.name);
        return known === "field" ? { value, nodes: 1 } : known;
      }
      case "call": {
        if (value.name === "now") return undefined;
        let nodes = 1;
        const args: EsqlExpr[] = [];
        for (const arg of value.args) {
          const found = this.#put(arg);
          if (!found || (nodes += found.nodes) > MOST_NODES) return undefined;
          args.push(found.value);
        }
        return { value: { ...value, args }, nodes };
      }
    }
  }
}
