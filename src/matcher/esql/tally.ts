import type { EsqlExpr } from "../../plan/esql.ts";
import { printPredicate } from "../../plan/print.ts";
import { printEsqlExpr } from "../../plan/print-esql.ts";
import type { EsqlFailure } from "./scope.ts";

/** How often an expression failed in one way. */
export interface EsqlFailureCount {
  /** As text. */
  readonly expression: string;
  readonly exception: string;
  readonly count: number;
}

/** Ways to fail that are told apart for one expression: some name the value. */
const MAX_EXCEPTIONS = 20;

/** Counts failures by expression. What goes beyond {@link MAX_EXCEPTIONS} is counted as `others`. */
export class EsqlFailureTally {
  readonly #counts = new Map<EsqlExpr, Map<string, number>>();

  add({ expression, exception }: EsqlFailure): void {
    let counts = this.#counts.get(expression);
    if (!counts) this.#counts.set(expression, (counts = new Map()));
    const known = counts.has(exception) || counts.size < MAX_EXCEPTIONS ? exception : OTHERS;
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }

  list(): readonly EsqlFailureCount[] {
    return [...this.#counts].flatMap(([expression, counts]) => {
      const text = printEsqlExpr(expression, printPredicate);
      return Array.from(counts, ([exception, count]) => ({ expression: text, exception, count }));
    });
  }
}

const OTHERS = "others";
