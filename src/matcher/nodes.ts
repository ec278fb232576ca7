import type { FieldType } from "../event/field-type.ts";
import type { Predicate } from "../plan/predicate.ts";
import { costOf, type LeafPredicate } from "./cost.ts";
import { splitEsqlTrue } from "./esql/split.ts";
import { fieldIdentity, identityOf, writeList } from "./identity.ts";

/** A predicate among others that are compiled together: equal ones are one node. */
export type MatchNode =
  | { readonly kind: "leaf"; readonly id: number; readonly cost: number; uses: number; readonly predicate: LeafPredicate }
  | { readonly kind: "and" | "or"; readonly id: number; readonly cost: number; uses: number; readonly items: readonly MatchNode[] }
  | { readonly kind: "not"; readonly id: number; readonly cost: number; uses: number; readonly item: MatchNode };

/**
 * Builds the shared graph of predicates bottom up. `and` and `or` are flattened, lose repeated items and constants,
 * and stand with the cheapest items first (their verdict does not depend on the order); `uses` counts the parents.
 */
export class NodeTable {
  private readonly known = new Map<string, MatchNode>();
  private readonly fieldNumbers = new Map<string, number>();
  private readonly all = this.leaf({ kind: "all" });
  private readonly none = this.leaf({ kind: "none" });

  /** The node of a predicate that nothing else refers to yet; counts one use. */
  add(predicate: Predicate): MatchNode {
    const node = this.build(predicate);
    node.uses++;
    return node;
  }

  /** Every distinct leaf so far. */
  *leaves(): Generator<LeafPredicate> {
    for (const node of this.known.values()) if (node.kind === "leaf") yield node.predicate;
  }

  private build(predicate: Predicate): MatchNode {
    switch (predicate.kind) {
      case "and":
      case "or":
        return this.junction(
          predicate.kind,
          predicate.items.map((item) => this.build(item)),
        );
      case "not":
        return this.negation(this.build(predicate.item));
      case "esqlTrue": {
        const split = splitEsqlTrue(predicate);
        return split.kind === "esqlTrue" ? this.leaf(split) : this.build(split);
      }
      default:
        return this.leaf(predicate);
    }
  }

  private junction(kind: "and" | "or", children: readonly MatchNode[]): MatchNode {
    const [neutral, decisive] = kind === "and" ? [this.all, this.none] : [this.none, this.all];
    const flat = new Set<MatchNode>();
    for (const child of children) {
      if (child.kind !== kind) flat.add(child);
      else for (const item of child.items) flat.add(item);
    }
    flat.delete(neutral);
    if (flat.has(decisive)) return decisive;
    const items = [...flat].sort((a, b) => a.cost - b.cost || a.id - b.id);
    const [only] = items;
    if (!only || items.length === 1) return only ?? neutral;
    const cost = items.reduce((sum, item) => sum + item.cost, 0);
    return this.intern(`${kind}:${items.map((item) => item.id).join(",")}`, items, (id) => ({ kind, id, cost, uses: 0, items }));
  }

  private negation(item: MatchNode): MatchNode {
    if (item.kind === "not") return item.item;
    if (item === this.all) return this.none;
    if (item === this.none) return this.all;
    return this.intern(`not:${item.id}`, [item], (id) => ({ kind: "not", id, cost: item.cost, uses: 0, item }));
  }

  private leaf(predicate: LeafPredicate): MatchNode {
    return this.intern(this.keyOf(predicate), [], (id) => ({ kind: "leaf", id, cost: costOf(predicate), uses: 0, predicate }));
  }

  /** As {@link identityOf} tells leaves apart; shorter for the kinds that most leaves are of. */
  private keyOf(predicate: LeafPredicate): string {
    switch (predicate.kind) {
      case "term":
        return `=${this.fieldKey(predicate)} ${typeof predicate.value} ${predicate.value}`;
      case "terms":
        return `in${this.fieldKey(predicate)} ${writeList(predicate.values)}`;
      case "wildcard":
        return `*${this.fieldKey(predicate)} ${writeList(predicate.patterns)}`;
      case "exists":
      case "single":
        return `${predicate.kind} ${this.fieldKey(predicate)}`;
      default:
        return identityOf(predicate);
    }
  }

  private fieldKey({ field, fold }: { readonly field: FieldType; readonly fold?: boolean }): string {
    const identity = fieldIdentity(field);
    const number = this.fieldNumbers.get(identity) ?? this.fieldNumbers.size;
    this.fieldNumbers.set(identity, number);
    return fold ? `~${number}` : String(number);
  }

  /** A node that is new uses its items; one that was there has done so already. */
  private intern(key: string, items: readonly MatchNode[], create: (id: number) => MatchNode): MatchNode {
    const known = this.known.get(key);
    if (known) return known;
    for (const item of items) item.uses++;
    const node = create(this.known.size);
    this.known.set(key, node);
    return node;
  }
}
