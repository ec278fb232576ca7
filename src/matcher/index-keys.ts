import type { Predicate } from "../plan/predicate.ts";
import type { Scope } from "./compile/scope.ts";
import { NodeTable } from "./nodes.ts";
import { type Key, necessaryFor } from "./prefilter/necessary.ts";
import { createSlot, type FieldSlot } from "./slot.ts";

/** A field that an event must have for a predicate to be judged at all; with keys, one of them (text in lower case). */
export interface IndexKeys {
  readonly field: string;
  /** Null: any value. */
  readonly keys: readonly Key[] | null;
}

/** What the prefilter looks at for a predicate; undefined where nothing can satisfy it. */
export function indexKeys(predicate: Predicate): readonly IndexKeys[] | undefined {
  const slots = new Map<string, FieldSlot>();
  const scope: Scope = {
    slot: (field, only) => {
      const key = `${field.name} ${only ?? field.kind}`;
      const slot = slots.get(key) ?? createSlot(field, only);
      slots.set(key, slot);
      return slot;
    },
    inner: () => () => false,
  };
  const necessary = necessaryFor(new NodeTable().add(predicate), scope);
  if (necessary === "never") return undefined;
  return [...necessary.values()].map(({ view, keys }) => ({ field: view.field.name, keys: keys === null ? null : [...keys] }));
}
