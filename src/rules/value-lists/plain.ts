import type { ValueList, ValueLists } from "./model.ts";

/** What a caller may give as value lists: loaded ones, or values by the list's id. */
export type GivenValueLists = ValueLists | Readonly<Record<string, readonly string[] | ValueList>>;

/** Values without a type are of the type that the exception which names them says. */
export function valueListsOf(given: GivenValueLists): ValueLists {
  if (given instanceof Map) return given as ValueLists;
  const entries = Object.entries(given as Readonly<Record<string, readonly string[] | ValueList>>);
  return new Map(
    entries.map(([id, list]): [string, ValueList] => [id, isList(list) ? list : { id, type: "keyword", guessed: true, values: list }]),
  );
}

const isList = (list: readonly string[] | ValueList): list is ValueList => !Array.isArray(list);
