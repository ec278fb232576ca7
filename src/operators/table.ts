import type { RootOp } from "../plan/plan.ts";
import { filter } from "./filter.ts";
import type { RootOperator } from "./root-operator.ts";
import { sample } from "./sample.ts";
import { sequence } from "./sequence-search.ts";

type Table = { readonly [K in RootOp["kind"]]: RootOperator<Extract<RootOp, { readonly kind: K }>> };

/** The operators that can stand at a plan's root. */
const OPERATORS: Table = { filter, sequence, sample };

/** The operator of a plan's root, typed for it. */
export const operatorOf = <Op extends RootOp>(root: Op): RootOperator<Op> => OPERATORS[root.kind] as unknown as RootOperator<Op>;
