import type { EsqlCommand } from "../../plan/esql.ts";
import type { Columns } from "./columns.ts";

/** A command as the plan has it (none: it changes nothing, or has been told to be wrong), and the columns behind it. */
export interface Lowered {
  readonly commands: readonly EsqlCommand[];
  readonly columns: Columns;
}
