import type { Scope } from "../compile/scope.ts";
import type { MatchNode } from "../nodes.ts";
import type { FieldSlot } from "../slot.ts";
import { inAll, inAny, NOTHING, type Necessary } from "./conditions.ts";
import { necessaryForLeaf } from "./necessary.ts";

/** Into how many alternatives a predicate is taken apart at the most. */
const MAX_ALTERNATIVES = 12;

/**
 * What an event must have to satisfy a predicate, as alternatives of which one must hold: an `or` over different
 * fields says something only when it is taken apart. None: nothing can satisfy the predicate.
 */
export function alternativesOf(node: MatchNode, scope: Scope, known: Map<MatchNode, readonly Necessary[]>): readonly Necessary[] {
  if (node.kind === "not") return NO_DEMAND;
  const before = known.get(node);
  if (before) return before;
  const found = workOut(node, (item) => alternativesOf(item, scope, known), scope);
  known.set(node, found);
  return found;
}

const NO_DEMAND: readonly Necessary[] = [NOTHING];

function workOut(
  node: Exclude<MatchNode, { kind: "not" }>,
  of: (item: MatchNode) => readonly Necessary[],
  scope: Scope,
): readonly Necessary[] {
  switch (node.kind) {
    case "leaf":
      return possible([necessaryForLeaf(node.predicate, scope)]);
    case "or":
      return alternatives(node.items.map(of));
    case "and":
      return together(node.items.map(of));
  }
}

function alternatives(parts: readonly (readonly Necessary[])[]): readonly Necessary[] {
  const all = parts.flat();
  return all.length > MAX_ALTERNATIVES || sameFields(all) ? possible([inAny(all)]) : all;
}

/** All of the parts hold. What has no choice is gathered at once. */
function together(parts: readonly (readonly Necessary[])[]): readonly Necessary[] {
  let found: readonly Necessary[] = NO_DEMAND;
  let single: Necessary[] = [];
  const gather = (): void => {
    if (single.length > 0) found = combine(found, [inAll(single)]);
    single = [];
  };
  for (const part of parts) {
    if (part.length === 1) single.push(part[0] as Necessary);
    else {
      gather();
      found = combine(found, part);
    }
  }
  gather();
  return found;
}

/** Every choice of one from each, unless there are too many. */
function combine(left: readonly Necessary[], right: readonly Necessary[]): readonly Necessary[] {
  const few = left.length * right.length <= MAX_ALTERNATIVES ? right : possible([inAny(right)]);
  return possible(left.flatMap((one) => few.map((other) => inAll([one, other]))));
}

const possible = (list: readonly Necessary[]): readonly Necessary[] =>
  list.includes("never") ? list.filter((each) => each !== "never") : list;

/** Nothing is lost when conditions on one and the same field are made one. */
function sameFields(list: readonly Necessary[]): boolean {
  const slot = onlySlot(list[0]);
  return slot !== undefined && list.every((necessary) => onlySlot(necessary) === slot);
}

const onlySlot = (necessary: Necessary | undefined): FieldSlot | undefined =>
  necessary !== undefined && necessary !== "never" && necessary.length === 1 ? necessary[0]?.view.slot : undefined;
