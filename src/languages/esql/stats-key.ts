import type { Field } from "./ast.ts";
import type { Typed } from "./typed.ts";

/** A key of BY, over the columns of the command's input. */
export interface StatsKey {
  readonly name: string;
  readonly field: Field;
  readonly value: Typed;
}
