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

/** Counts failures by the text of their expression. What goes beyond so many ways of one to fail is counted as `others`. */
export class EsqlFailureTally {
  readonly #most: number;
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #texts = new WeakMap<EsqlExpr, string>();

  /** @param most ways to fail that are told apart for one expression */
  constructor(most: number = MAX_EXCEPTIONS) {
    this.#most = most;
  }

  add({ expression, exception }: EsqlFailure): void {
    this.#add(this.#textOf(expression), exception, 1);
  }

  /** Those of another tally. */
  addAll(counts: readonly EsqlFailureCount[]): void {
    for (const { expression, exception, count } of counts) this.#add(expression, exception, count);
  }

  list(): readonly EsqlFailureCount[] {
    return [...this.#counts].flatMap(([expression, counts]) =>
      Array.from(counts, ([exception, count]) => ({ expression, exception, count })),
    );
  }

  /** Lists them, and begins anew. */
  take(): readonly EsqlFailureCount[] {
    const counts = this.list();
    this.#counts.clear();
    return counts;
  }

  #add(expression: string, exception: string, count: number): void {
    let counts = this.#counts.get(expression);
    if (!counts) this.#counts.set(expression, (counts = new Map()));
    const known = counts.has(exception) || counts.size < this.#most ? exception : OTHERS;
    counts.set(known, (counts.get(known) ?? 0) + count);
  }

  #textOf(expression: EsqlExpr): string {
    let text = this.#texts.get(expression);
    if (text === undefined) this.#texts.set(expression, (text = printEsqlExpr(expression, printPredicate)));
    return text;
  }
}

const OTHERS = "others";
