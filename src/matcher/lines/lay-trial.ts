import type { FieldType } from "../../event/field-type.ts";
import type { LeafPredicate } from "../cost.ts";
import type { MatchNode } from "../nodes.ts";
import { GraphWriter } from "./graph-writer.ts";
import { type Clause, writeClause, writeLooseClause } from "./lay-clause.ts";
import { type LooseTexts, looseTexts } from "./loose-texts.ts";
import { mergeAlternatives, type MergedTexts } from "./merge-alternatives.ts";
import type { SieveExports } from "./sieve-module.ts";

/** Kinds of nodes, as `assembly/trial.ts` has them. */
const KIND = { and: 0, or: 1, not: 2, opaque: 3 } as const;
/** Deeper ones are left to the compiled predicates. */
const MOST_LEVELS = 200;
/** Room for the graph; predicates past it are left to be tested as compiled. */
const ROOM = 1 << 24;

/** Tests of predicates on the bytes of a line. */
export interface Trial {
  /** Has a predicate tested from now on, as far as bytes tell. Until then it is a candidate whenever a row of it is found. */
  lay(predicate: number): void;
}

/** Makes room for the graph of predicates; gives where it is. */
export const layTrial = (exports: SieveExports, predicates: number): number => exports.layTrial(ROOM, predicates);

/**
 * Most predicates are never found by the index, so that each is laid down when it is asked for.
 * @param exports with a memory that grows no more
 * @param pathOf the number of a path that is read from lines
 */
export function createTrial(
  exports: SieveExports,
  graph: number,
  nodeOf: (predicate: number) => MatchNode,
  pathOf: (field: FieldType) => number | undefined,
): Trial {
  const { buffer } = exports.memory;
  const roots = exports.rootsAt() >> 2;
  const words = new Int32Array(buffer);
  const writer = new GraphWriter(buffer, graph, ROOM);
  const known = new Map<MatchNode, number>();
  const opaque = writer.words([KIND.opaque, 0, 0, 0]);

  function write(node: MatchNode, level: number): number {
    if (level === MOST_LEVELS) return opaque;
    const before = known.get(node);
    if (before !== undefined) return before;
    const at = writeNew(node, level);
    known.set(node, at);
    return at;
  }

  const writeLeaf = (clause: Clause | undefined): number => (clause ? writer.words([clause.kind, clause.at, 0, 0]) : opaque);

  const writeAll = (items: readonly number[]): number => writer.words([KIND.and, writer.words([items.length, ...items]), 0, 0]);

  /** What must not fit: the predicate does not hold where it does, of the field's only value. */
  function writeLoose(loose: LooseTexts): number {
    const fits = writeLeaf(writeLooseClause(loose, pathOf, writer));
    if (loose.fits === "some" || fits === opaque) return fits;
    const single = writeLeaf(writeClause({ kind: "single", field: loose.field }, pathOf, writer));
    const denied = writer.words([KIND.not, writer.words([writeAll([fits, single])]), 0, 0]);
    return writeAll([denied, opaque]);
  }

  function writeTest(predicate: LeafPredicate): number {
    // A junction of nothing.
    if (predicate.kind === "all" || predicate.kind === "none")
      return writer.words([predicate.kind === "all" ? KIND.and : KIND.or, writer.words([0]), 0, 0]);
    const loose = looseTexts(predicate);
    return loose ? writeLoose(loose) : writeLeaf(writeClause(predicate, pathOf, writer));
  }

  function writeNew(node: MatchNode, level: number): number {
    if (node.kind === "leaf") return writeTest(node.predicate);
    const items = itemsOf(node).map((item) => ("id" in item ? write(item, level + 1) : writeTest(item)));
    if (items.every((item) => item === opaque)) return opaque;
    const parts = writer.words(node.kind === "not" ? items : [items.length, ...items]);
    return writer.words([KIND[node.kind], parts, 0, 0]);
  }

  return {
    lay(predicate) {
      const root = write(nodeOf(predicate), 0);
      if (!writer.isFull) words[roots + predicate] = root;
    },
  };
}

function itemsOf(node: Exclude<MatchNode, { readonly kind: "leaf" }>): readonly (MatchNode | MergedTexts)[] {
  if (node.kind === "not") return [node.item];
  return node.kind === "or" ? mergeAlternatives(node.items) : node.items;
}
