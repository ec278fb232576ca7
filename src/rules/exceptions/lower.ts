import { type Diagnostic, isError } from "../../diagnostics/index.ts";
import type { LowerEnv } from "../../languages/language.ts";
import { diagnosticIn, type Place } from "../../languages/place.ts";
import { allOf, anyOf } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { ExceptOp } from "../../plan/rule-plan.ts";
import type { ValueLists } from "../value-lists/model.ts";
import { lowerEntry } from "./entries/table.ts";
import type { EntryContext } from "./entry-type.ts";
import type { ExceptionItem, ExceptionList, MatchEntry, OsType } from "./model.ts";

export interface LoweredItem {
  /** Absent when there is an error among the diagnostics. */
  readonly op?: ExceptOp;
  readonly diagnostics: readonly Diagnostic[];
}

/** An item as a test of one event: all entries hold, and the host's system is one of the item's. */
export function lowerItem(item: ExceptionItem, list: ExceptionList, valueLists: ValueLists, env: LowerEnv): LoweredItem {
  const diagnostics: Diagnostic[] = [];
  const locate = item.locate ?? ((): Place => undefined);
  const context: EntryContext = { env, valueLists, diagnostics, locate, lower: lowerEntry };
  const entries = item.entries.map((entry, i) => lowerEntry(entry, `entries.${i}`, context));
  if (entries.length === 0) diagnostics.push(diagnosticIn(locate("entries"), "T1106", `the item \`${item.name}\` has no entries`));
  if (diagnostics.some(isError)) return { diagnostics };
  const { id, name, osTypes, expires } = item;
  const where = osTypes.length === 0 ? allOf(entries) : allOf([onSystems(osTypes, context), ...entries]);
  return { op: { id, name, list: list.id, where, ...(expires !== undefined && { expires }) }, diagnostics };
}

/** Beats and most integrations write the system's name as `host.os.type` has it; Elastic Defend and Endgame did so in `host.os.name`. */
function onSystems(systems: readonly OsType[], context: EntryContext): Predicate {
  const entries = ["host.os.type", "host.os.name.caseless"].flatMap((field) =>
    systems.map((value): MatchEntry => ({ type: "match", operator: "included", field, value })),
  );
  return anyOf(entries.map((entry) => context.lower(entry, "os_types", context)));
}
