import type { FilterOp } from "../plan/plan.ts";
import type { RootOperator } from "./root-operator.ts";

/** Events that pass a test, in order of time; those without a readable time come last. */
export const filter: RootOperator<FilterOp> = {
  predicates: (op) => [op.where],
  order: "time",
  defaultEnd: "tail",
  search: (_, events) => ({ kind: "events", events: events.filter((event) => event.hits(0)).map((event) => event.ref) }),
};
