import { damage } from "./damage.ts";

/** What decoding one chunk may cost. A chunk is 64 KiB; hostile templates could unfold it without end. */
export interface Budget {
  /** Tokens of binary XML read, and nodes made from templates. */
  nodes: number;
  /** UTF-16 code units of text made. */
  units: number;
}

/** A full chunk of real events takes about 50,000 nodes and 2 million code units. */
const NODES = 1_000_000;
const UNITS = 32 * 1024 * 1024;

export const createBudget = (): Budget => ({ nodes: NODES, units: UNITS });

/** @throws a damage once the chunk has cost too much */
export function spend(budget: Budget, units: number): void {
  spendAgain(budget, { nodes: 1, units });
}

/** Spends what something cost before. */
export function spendAgain(budget: Budget, { nodes, units }: Readonly<Budget>): void {
  budget.nodes -= nodes;
  budget.units -= units;
  if (budget.nodes < 0 || budget.units < 0) throw damage("the chunk unfolds to far more than 64 KiB can honestly hold");
}
