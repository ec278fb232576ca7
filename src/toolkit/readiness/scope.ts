import type { Predicate } from "../../plan/predicate.ts";
import { leafOf } from "./need.ts";

/** Fields that say what kind of event it is, and not what happened in it. */
const KIND_FIELDS: ReadonlySet<string> = new Set([
  "event.category",
  "event.type",
  "event.kind",
  "event.code",
  "event.dataset",
  "event.module",
  "event.provider",
  "data_stream.dataset",
  "host.os.type",
  "host.os.family",
  "winlog.channel",
]);

/** What a stage asks about the kind of events, and the rest. */
export interface Scoped {
  readonly scope: Predicate;
  readonly rest: Predicate;
}

/** Takes the tests of an event's kind out of a conjunction. */
export function splitScope(where: Predicate): Scoped {
  const parts = conjuncts(where);
  const isScope = (part: Predicate): boolean => {
    const { fields } = leafOf(part);
    return fields.length > 0 && fields.every((field) => KIND_FIELDS.has(field));
  };
  return { scope: conjunction(parts.filter(isScope)), rest: conjunction(parts.filter((part) => !isScope(part))) };
}

function conjuncts(predicate: Predicate): readonly Predicate[] {
  return predicate.kind === "and" ? predicate.items.flatMap(conjuncts) : [predicate];
}

function conjunction(items: readonly Predicate[]): Predicate {
  const [only] = items;
  if (!only) return { kind: "all" };
  return items.length === 1 ? only : { kind: "and", items };
}
