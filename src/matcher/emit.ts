import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { Predicate } from "../plan/predicate.ts";
import { compileLeaf } from "./compile/leaves.ts";
import { allOf, anyOf, type Scope, type Test } from "./compile/scope.ts";
import { type FieldSource, LOOK_UP } from "./extract.ts";
import { fieldIdentity } from "./identity.ts";
import { type MatchNode, NodeTable } from "./nodes.ts";
import type { MatchRecord } from "./record.ts";
import { createSlot, type FieldSlot } from "./slot.ts";

/**
 * Compiles one predicate into a test of records (see {@link createRecord}). Its caches are its own: records may take
 * turns, but not from two places at once.
 * @throws where the plan is not what lowering may produce (a faulty pattern): our bug, not the user's
 */
export function compilePredicate(predicate: Predicate): Test {
  return emit(new NodeTable().add(predicate), createScope(LOOK_UP), new Map());
}

/** What predicates share that read the same source. */
export function createScope(source: FieldSource): Scope {
  const slots = new Map<string, FieldSlot>();
  return {
    slot: (field: FieldType, only?: FieldKind) => {
      const key = `${only ?? ""} ${fieldIdentity(field)}`;
      const slot = slots.get(key) ?? createSlot(source, field, only);
      slots.set(key, slot);
      return slot;
    },
    inner: compilePredicate,
  };
}

/**
 * Makes the test of a node.
 * @param emitted the tests made so far, of this scope
 */
export function emit(node: MatchNode, scope: Scope, emitted: Map<MatchNode, Test>): Test {
  const before = emitted.get(node);
  if (before) return before;
  const plain = emitPlain(node, (child) => emit(child, scope, emitted), scope);
  const test = node.uses > 1 && node.cost > 0 ? memoise(plain) : plain;
  emitted.set(node, test);
  return test;
}

function emitPlain(node: MatchNode, sub: (child: MatchNode) => Test, scope: Scope): Test {
  switch (node.kind) {
    case "and":
      return allOf(node.items.map(sub));
    case "or":
      return anyOf(node.items.map(sub));
    case "not": {
      const item = sub(node.item);
      return (record) => !item(record);
    }
    case "leaf":
      return compileLeaf(node.predicate, scope);
  }
}

/** At most once an event. */
function memoise(test: Test): Test {
  let generation = -1;
  let verdict = false;
  return (record: MatchRecord) => {
    if (generation !== record.generation) {
      verdict = test(record);
      generation = record.generation;
    }
    return verdict;
  };
}
