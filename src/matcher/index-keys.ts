import type { Predicate } from "../plan/predicate.ts";
import type { Scope } from "./compile/scope.ts";
import { LOOK_UP } from "./extract.ts";
import { NodeTable } from "./nodes.ts";
import type { Key } from "./prefilter/conditions.ts";
import { necessaryFor } from "./prefilter/necessary.ts";
import { BEGIN, END } from "./prefilter/pieces.ts";
import { createSlot, type FieldSlot } from "./slot.ts";

/** A field that an event must have for a predicate to be judged at all. */
export interface IndexKeys {
  readonly field: string;
  /** One of the values must be one of these (text in lower case) or fit one of the patterns; null: any value. */
  readonly keys: readonly Key[] | null;
  /** Of each pattern the texts that a value must have; `^` and `$` stand for its ends. */
  readonly patterns: readonly (readonly string[])[];
}

/** What the prefilter looks at for a predicate; undefined where nothing can satisfy it. */
export function indexKeys(predicate: Predicate): readonly IndexKeys[] | undefined {
  const slots = new Map<string, FieldSlot>();
  const scope: Scope = {
    slot: (field, only) => {
      const key = `${field.name} ${only ?? field.kind}`;
      const slot = slots.get(key) ?? createSlot(LOOK_UP, field, only);
      slots.set(key, slot);
      return slot;
    },
    inner: () => () => false,
  };
  const necessary = necessaryFor(new NodeTable().add(predicate), scope);
  if (necessary === "never") return undefined;
  return [...necessary.values()].map(({ view, keys, patterns }) => ({
    field: view.field.name,
    keys: keys === null ? null : [...keys],
    patterns: patterns.map((pieces) => pieces.map((piece) => piece.replace(BEGIN, "^").replace(END, "$"))),
  }));
}
