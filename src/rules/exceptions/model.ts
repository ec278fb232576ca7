import type { Place } from "../../languages/place.ts";
import type { ExceptionListType } from "../exception-list-types.ts";

export const OS_TYPES = ["linux", "macos", "windows"] as const;
export type OsType = (typeof OS_TYPES)[number];

export const OPERATORS = ["included", "excluded"] as const;
/** `excluded`: the entry holds where its test does not. */
export type EntryOperator = (typeof OPERATORS)[number];

interface FieldEntry {
  readonly field: string;
  readonly operator: EntryOperator;
}

/** The field has the value. */
export interface MatchEntry extends FieldEntry {
  readonly type: "match";
  readonly value: string;
}

/** The field has one of the values. */
export interface MatchAnyEntry extends FieldEntry {
  readonly type: "match_any";
  readonly value: readonly string[];
}

/** A whole value fits the pattern, case-sensitive: `*` any run, `?` one character, `\x` the character x. */
export interface WildcardEntry extends FieldEntry {
  readonly type: "wildcard";
  readonly value: string;
}

/** The field has a value. */
export interface ExistsEntry extends FieldEntry {
  readonly type: "exists";
}

/** A value of the field is in the value list. */
export interface ListEntry extends FieldEntry {
  readonly type: "list";
  readonly list: { readonly id: string; readonly type: string };
}

/** One object at `field` passes every entry by itself; the entries' fields are relative to it. */
export interface NestedEntry {
  readonly type: "nested";
  readonly field: string;
  readonly entries: readonly InnerEntry[];
}

export type InnerEntry = MatchEntry | MatchAnyEntry | WildcardEntry | ExistsEntry;
export type ExceptionEntry = InnerEntry | ListEntry | NestedEntry;
export type EntryKind = ExceptionEntry["type"];

/** An event that passes every entry is no detection of the rules that the item's list is bound to. Plain data but for `locate`. */
export interface ExceptionItem {
  /** Its `item_id`; where the file gives none, the list's id and its place among the list's items: `my-list.3`. */
  readonly id: string;
  readonly name: string;
  readonly entries: readonly ExceptionEntry[];
  /** Only on hosts with one of these systems; empty: on all. */
  readonly osTypes: readonly OsType[];
  /** Epoch milliseconds; from then on the item is not heeded. */
  readonly expires?: number;
  /** Where the value at a dotted path (`entries.0.field`) stands, if the item was read from a text. */
  readonly locate?: (path: string) => Place;
}

/** Items that rules are bound to as a whole. An event that one of them fits is no detection. */
export interface ExceptionList {
  /** Its `list_id`. */
  readonly id: string;
  /** The id under which Kibana stored it, which rules may name instead. */
  readonly savedId?: string;
  readonly name: string;
  readonly type: ExceptionListType;
  /** Rules it is bound to beside those that name it in their `exceptions_list`. */
  readonly ruleIds: readonly string[];
  readonly items: readonly ExceptionItem[];
}
