import type { Predicate } from "../../../plan/predicate.ts";
import type { EntryContext, EntryType } from "../entry-type.ts";
import type { EntryKind, ExceptionEntry } from "../model.ts";
import { existsEntry } from "./exists.ts";
import { listEntry } from "./list.ts";
import { matchEntry } from "./match.ts";
import { matchAnyEntry } from "./match-any.ts";
import { nestedEntry } from "./nested.ts";
import { wildcardEntry } from "./wildcard.ts";

/** Every type of entry. */
export const ENTRY_TYPES: { readonly [Kind in EntryKind]: EntryType<Kind> } = {
  match: matchEntry,
  match_any: matchAnyEntry,
  wildcard: wildcardEntry,
  exists: existsEntry,
  list: listEntry,
  nested: nestedEntry,
};

/** An entry's test; `excluded` turns it round, so that an event without the field passes. */
export function lowerEntry<Kind extends EntryKind>(
  entry: Extract<ExceptionEntry, { type: Kind }>,
  path: string,
  context: EntryContext,
): Predicate {
  const test = (ENTRY_TYPES[entry.type] as EntryType<Kind>).lower(entry, path, context);
  return "operator" in entry && entry.operator === "excluded" ? { kind: "not", item: test } : test;
}
