import type { CallExpr, ColumnExpr, Expr } from "./ast.ts";
import type { Columns } from "./columns.ts";
import type { Scope } from "./scope.ts";
import type { Typed } from "./typed.ts";

/** Where an expression stands. */
export interface Place {
  readonly scope: Scope;
  readonly columns: Columns;
  /** Takes the place of an expression, if it is one that has a value here already (a key of STATS). */
  readonly given?: (node: Expr) => Typed | undefined;
  /** What a column is here; by default the command's input has it. */
  readonly column?: (node: ColumnExpr) => Typed;
  /** What the call of an aggregate is here. Absent: it cannot stand here. */
  readonly aggregate?: (node: CallExpr) => Typed;
  /** KQL() and MATCH() can stand here. */
  readonly searches?: boolean;
  /** A column that has one value in every row is that value here: a constant is asked for. */
  readonly constants?: boolean;
}
