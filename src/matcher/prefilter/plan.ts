import type { FieldType } from "../../event/field-type.ts";
import type { Scope } from "../compile/scope.ts";
import type { MatchNode } from "../nodes.ts";
import type { FieldSlot } from "../slot.ts";
import { alternativesOf } from "./alternatives.ts";
import { type Bits, createBits } from "./bits.ts";
import { type Access, chooseAccess, groupBySlot, type Row } from "./choose.ts";
import type { Necessary } from "./conditions.ts";
import type { Demand } from "./lookup.ts";

/** How many fields the rows that were found are held against; those that most rows have a condition on. */
const NARROWING_FIELDS = 8;

/** The index of predicates: by what a row is found, and by what it is held back. */
export interface PrefilterPlan {
  /** In the order of their predicates. */
  readonly rows: readonly Row[];
  readonly access: Access;
  readonly narrowing: readonly (readonly [FieldSlot, readonly Demand[]])[];
}

/** @param usable whether rows can be found by the field */
export function planPrefilter(nodes: readonly MatchNode[], scope: Scope, usable: (field: FieldType) => boolean): PrefilterPlan {
  const known = new Map<MatchNode, readonly Necessary[]>();
  const rows: Row[] = nodes.flatMap((node, owner) =>
    alternativesOf(node, scope, known).map((necessary) => ({ owner, conditions: necessary === "never" ? [] : necessary })),
  );
  const narrowing = [...groupBySlot(rows)].sort((a, b) => b[1].length - a[1].length).slice(0, NARROWING_FIELDS);
  return { rows, access: chooseAccess(rows, usable), narrowing };
}

/** Its values can be looked up one by one; what needs the text of values to be read is let pass when rows are held back. */
export const isKeyed = ({ condition }: Demand): boolean => condition.keys !== null && condition.patterns.length === 0;

/** All rows but those of the demands. */
export function rowsWithout(demands: readonly Demand[], size: number): Bits {
  const bits = createBits(size).fill(0xffffffff);
  for (const { row } of demands) bits[row >> 5] = (bits[row >> 5] as number) & ~(1 << (row & 31));
  return bits;
}
