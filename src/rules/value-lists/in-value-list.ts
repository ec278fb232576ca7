import type { FieldType } from "../../event/field-type.ts";
import { NOTHING } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { ValueList, ValueListType } from "./model.ts";
import { VALUE_LIST_KINDS } from "./types/table.ts";

export interface InValueList {
  /** Undefined: the field cannot hold values of the type. */
  readonly predicate: Predicate | undefined;
  /** Values of the list that cannot be of the type and were left out. */
  readonly misfits: readonly string[];
}

/** Made once a list, type and field: lists may be long, and equal predicates are found equal fast when they are the same object. */
const made = new WeakMap<ValueList, Map<string, InValueList>>();

/** The test that a value of the field is in the list, taken as one of the given type. */
export function inValueList(list: ValueList, type: ValueListType, field: FieldType): InValueList {
  let known = made.get(list);
  if (!known) made.set(list, (known = new Map()));
  const key = `${type} ${JSON.stringify(field)}`;
  let test = known.get(key);
  if (!test) known.set(key, (test = make(list, type, field)));
  return test;
}

function make({ values }: ValueList, type: ValueListType, field: FieldType): InValueList {
  const { accepts, lower } = VALUE_LIST_KINDS[type];
  const misfits = values.filter((value) => !accepts(value));
  const fitting = misfits.length === 0 ? values : values.filter(accepts);
  return { predicate: fitting.length === 0 ? NOTHING : lower(field, fitting), misfits };
}
