import type { Json } from "../../event/json.ts";
import type { EsqlScalar } from "../../functions/esql/value.ts";
import { KeyStore } from "../key-store.ts";
import type { Aggregation } from "./aggregation.ts";
import { copyState } from "./copy-state.ts";
import type { Group, Groups } from "./groups.ts";
import { packValue, unpackValue } from "./pack-value.ts";
import type { Row } from "./row.ts";
import type { Pane } from "./window-clock.ts";

/** The aggregates of one group over events that no slot tells apart. */
interface Part {
  readonly pane: Pane;
  readonly states: unknown[];
  /** Rules that its events came of, where they were alerts. */
  lineage: string[];
}

/** One group of a window, with its parts in order of time. */
interface Cell {
  readonly id: string;
  readonly keys: readonly (EsqlScalar | null)[];
  touched: number;
  parts: Part[];
  /** The first `merged.count` parts as one; undefined: to be made anew, since parts have left. */
  merged: { readonly group: Group; count: number } | undefined;
}

/** A group's parts as JSON. */
interface SavedCell {
  readonly keys: readonly Json[];
  readonly touched: number;
  readonly parts: readonly { readonly pane: Pane; readonly states: readonly Json[]; readonly lineage?: readonly string[] }[];
}

/** What a slot's window holds: its groups, and what they came of. */
export interface WindowGroups {
  readonly groups: Groups;
  readonly lineage: readonly string[];
}

/**
 * The groups of a sliding window. Each keeps its aggregates in parts that enter and leave windows together, and what they
 * come to as one, which is made anew only when a part has left: a slot costs what has changed and the groups there are.
 */
export class WindowedGroups {
  readonly #aggregation: Aggregation;
  readonly #cells: KeyStore<Cell>;
  readonly #maxParts: number;
  #parts = 0;
  #evicted = 0;
  /** Some event was an alert. */
  #overAlerts = false;

  constructor(aggregation: Aggregation, limits: { readonly groups: number; readonly parts: number }) {
    this.#aggregation = aggregation;
    this.#maxParts = limits.parts;
    this.#cells = new KeyStore(limits.groups, (cell) => {
      this.#evicted++;
      this.#parts -= cell.parts.length;
    });
  }

  get evicted(): number {
    return this.#evicted;
  }

  get size(): number {
    return this.#cells.size;
  }

  /** Takes a row of an event at that window time into its groups. */
  add(row: Row, pane: Pane, time: number, lineage: ReadonlySet<string> | undefined): void {
    for (const keys of this.#aggregation.keysOf(row)) this.#aggregation.addRow(this.#partOf(keys, pane, time, lineage).states, row);
    while (this.#parts > this.#maxParts && this.#cells.size > 1) this.#cells.evictStalest();
  }

  /** The groups of a slot's window; what lies before it is let go of. */
  at(slot: number): WindowGroups {
    const groups = this.#aggregation.create();
    const lineage = new Set<string>();
    for (const cell of Array.from(this.#cells.values())) {
      this.#trim(cell, slot);
      if (cell.parts.length === 0) {
        this.#cells.delete(cell.id);
        continue;
      }
      groups.set(this.#merge(cell));
      if (this.#overAlerts) for (const part of cell.parts) for (const rule of part.lineage) lineage.add(rule);
    }
    return { groups, lineage: [...lineage].sort() };
  }

  /** Every pane that something is kept of. */
  *panes(): Generator<Pane> {
    for (const { parts } of this.#cells.values()) for (const { pane } of parts) yield pane;
  }

  clear(): void {
    this.#cells.expire(Number.POSITIVE_INFINITY, () => undefined);
    this.#parts = 0;
  }

  changes(): readonly (readonly [key: string, state: SavedCell | undefined])[] {
    return this.#cells.changes().map(([id, cell]) => [id, cell && save(cell)] as const);
  }

  restore(entries: Iterable<readonly [key: string, state: SavedCell]>): void {
    const cells = Array.from(entries, ([id, saved]) => [id, load(id, saved)] as const);
    this.#cells.restore(cells);
    for (const [, { parts }] of cells) {
      this.#parts += parts.length;
      if (parts.some((part) => part.lineage.length > 0)) this.#overAlerts = true;
    }
  }

  #partOf(keys: readonly (EsqlScalar | null)[], pane: Pane, time: number, lineage: ReadonlySet<string> | undefined): Part {
    const id = identify(keys);
    const cell = this.#cells.get(id) ?? { id, keys: keys.slice(), touched: time, parts: [], merged: undefined };
    let part = cell.parts.at(-1);
    if (part?.pane.enters === pane.enters && part.pane.leaves === pane.leaves) this.#cells.mark(id);
    else {
      part = { pane, states: this.#aggregation.initial(), lineage: [] };
      cell.parts.push(part);
      this.#parts++;
    }
    if (lineage) {
      part.lineage = [...new Set([...part.lineage, ...lineage])].sort();
      this.#overAlerts = true;
    }
    this.#cells.touch(id, cell, time);
    return part;
  }

  #trim(cell: Cell, slot: number): void {
    let gone = 0;
    while (gone < cell.parts.length && (cell.parts[gone] as Part).pane.leaves < slot) gone++;
    if (gone === 0) return;
    this.#parts -= gone;
    cell.parts.splice(0, gone);
    cell.merged = undefined;
    this.#cells.mark(cell.id);
  }

  /** A part is merged once it is whole, and it is: a slot is judged when all events of its window are in. */
  #merge(cell: Cell): Group {
    const [first] = cell.parts;
    cell.merged ??= { group: { keys: cell.keys, states: (first as Part).states.map(copyState) }, count: 1 };
    const { merged } = cell;
    const { group } = merged;
    for (; merged.count < cell.parts.length; merged.count++) {
      this.#aggregation.mergeStates(group.states, (cell.parts[merged.count] as Part).states);
      group.results = undefined;
    }
    return group;
  }
}

const identify = (keys: readonly (EsqlScalar | null)[]): string => JSON.stringify(keys.map(packValue));

const save = ({ keys, touched, parts }: Cell): SavedCell => ({
  keys: keys.map(packValue),
  touched,
  parts: parts.map(({ pane, states, lineage }) => ({ pane, states: states as Json[], ...(lineage.length > 0 && { lineage }) })),
});

const load = (id: string, { keys, touched, parts }: SavedCell): Cell => ({
  id,
  keys: keys.map((key) => unpackValue(key) as EsqlScalar | null),
  touched,
  parts: parts.map(({ pane, states, lineage = [] }) => ({ pane, states: states.map(copyState), lineage: [...lineage] })),
  merged: undefined,
});
