import type { Term } from "../../event/terms.ts";
import type { OrderKey } from "../../operators/order.ts";

type SavedTerm = Exclude<Term, bigint> | { readonly big: string } | null;

/** An event's place in an order, as JSON. */
export type SavedOrder = readonly [time: number | null, tie: SavedTerm, sequence: SavedTerm];

export const saveOrder = ({ time, tie, sequence }: OrderKey): SavedOrder => [time ?? null, saveTerm(tie), saveTerm(sequence)];
export const loadOrder = ([time, tie, sequence]: SavedOrder): OrderKey => ({
  time: time ?? undefined,
  tie: loadTerm(tie),
  sequence: loadTerm(sequence),
});

const saveTerm = (term: Term | undefined): SavedTerm => (typeof term === "bigint" ? { big: term.toString() } : (term ?? null));
const loadTerm = (saved: SavedTerm): Term | undefined =>
  saved === null ? undefined : typeof saved === "object" ? BigInt(saved.big) : saved;

/** A time that may be missing: NaN in the engine, null in JSON. */
export const saveTime = (time: number): number | null => (Number.isNaN(time) ? null : time);
export const loadTime = (saved: number | null): number => saved ?? Number.NaN;
