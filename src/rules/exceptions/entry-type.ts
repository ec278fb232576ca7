import type { z } from "zod";
import type { FieldContext } from "../../languages/on-field.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { Finding } from "../schema/finding.ts";
import type { ValueLists } from "../value-lists/model.ts";
import type { EntryKind, ExceptionEntry } from "./model.ts";

/** What lowering an item's entries shares. An error among its diagnostics keeps the item from being applied. */
export interface EntryContext extends FieldContext {
  readonly valueLists: ValueLists;
  /** Lowers an entry of any type, with its operator; `path` is where it stands in the item. */
  readonly lower: (entry: ExceptionEntry, path: string, context: EntryContext) => Predicate;
}

/** One type of entry: what may stand in it and what it means. One a file, one line in `entries/table.ts`. */
export interface EntryType<Kind extends EntryKind> {
  readonly type: Kind;
  /** Its keys beside `type` and `field`. */
  readonly keys: z.core.$ZodShape;
  /** Faults of an otherwise well-formed entry that its keys' schema does not show; `path` is where it stands in its file. */
  readonly check?: (entry: Extract<ExceptionEntry, { type: Kind }>, path: string) => readonly Finding[];
  /** Its test, the operator apart. */
  readonly lower: (entry: Extract<ExceptionEntry, { type: Kind }>, path: string, context: EntryContext) => Predicate;
}
