export const VALUE_LIST_TYPES = ["keyword", "ip", "ip_range", "text"] as const;
export type ValueListType = (typeof VALUE_LIST_TYPES)[number];

/** Values that exception items refer to by the list's id. Plain data. */
export interface ValueList {
  readonly id: string;
  readonly type: ValueListType;
  /** The type was guessed from the values: an entry that takes the list for another type is right. */
  readonly guessed?: boolean;
  readonly values: readonly string[];
}

/** By id. */
export type ValueLists = ReadonlyMap<string, ValueList>;

/** The list that an entry names: by its id, or by the name of the file it was uploaded from, which Kibana makes its id. */
export const findValueList = (lists: ValueLists, id: string): ValueList | undefined =>
  lists.get(id) ?? lists.get(id.replace(/\.(?:txt|csv)$/i, ""));
