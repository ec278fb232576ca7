import type { Json } from "../../event/json.ts";
import type { EsqlValue } from "../../functions/esql/value.ts";
import { KeyStore } from "../key-store.ts";
import { packValue, unpackValue } from "./pack-value.ts";
import type { Row } from "./row.ts";
import type { Pane } from "./window-clock.ts";

/** A row of one event that a window needs as a whole. */
export interface KeptRow<Ref> {
  /** Its place in the order of all rows. */
  readonly place: number;
  readonly pane: Pane;
  touched: number;
  readonly values: readonly EsqlValue[];
  /** Undefined where no alert needs its event. */
  readonly event: Ref | undefined;
  readonly lineage: readonly string[];
  /** What was given of it already, by what tells apart the rows of one event. */
  readonly given: Set<string>;
}

interface SavedRow<Ref> {
  readonly pane: Pane;
  readonly time: number;
  readonly values: readonly Json[];
  readonly event: Ref | null;
  readonly lineage?: readonly string[];
  readonly given?: readonly string[];
}

/** The rows of a sliding window, in the order in which they came. */
export class WindowedRows<Ref> {
  readonly #rows: KeyStore<KeptRow<Ref>>;
  readonly #release: (row: KeptRow<Ref>) => void;
  #places = 0;
  #evicted = 0;

  /** @param release told of each row that is let go of */
  constructor(limit: number, release: (row: KeptRow<Ref>) => void) {
    this.#release = release;
    this.#rows = new KeyStore(limit, (row) => {
      this.#evicted++;
      release(row);
    });
  }

  get evicted(): number {
    return this.#evicted;
  }

  get size(): number {
    return this.#rows.size;
  }

  add({ values }: Row, pane: Pane, time: number, event: Ref | undefined, lineage: ReadonlySet<string> | undefined): void {
    const place = this.#places++;
    const row = {
      place,
      pane,
      touched: time,
      values: values.slice(),
      event,
      lineage: [...(lineage ?? [])].sort(),
      given: new Set<string>(),
    };
    this.#rows.touch(String(place), row, time);
  }

  /** The rows of a slot's window; what lies before it is let go of. */
  at(slot: number): readonly KeptRow<Ref>[] {
    const rows = [...this.#rows.values()];
    for (const row of rows) {
      if (row.pane.leaves >= slot) continue;
      this.#rows.delete(String(row.place));
      this.#release(row);
    }
    return rows.filter(({ pane }) => pane.leaves >= slot);
  }

  get(place: number): KeptRow<Ref> | undefined {
    return this.#rows.get(String(place));
  }

  /** Something of the row was given; false: that was given before. */
  give(row: KeptRow<Ref>, what: string): boolean {
    if (row.given.has(what)) return false;
    row.given.add(what);
    this.#rows.mark(String(row.place));
    return true;
  }

  *panes(): Generator<Pane> {
    for (const { pane } of this.#rows.values()) yield pane;
  }

  clear(): void {
    this.#rows.expire(Number.POSITIVE_INFINITY, this.#release);
  }

  changes(): readonly (readonly [key: string, state: SavedRow<Ref> | undefined])[] {
    return this.#rows.changes().map(([id, row]) => [id, row && save(row)] as const);
  }

  restore(entries: Iterable<readonly [key: string, state: SavedRow<Ref>]>): void {
    const rows = Array.from(entries, ([id, saved]) => [id, load(Number(id), saved)] as const).sort(([, a], [, b]) => a.place - b.place);
    this.#rows.restore(rows);
    this.#places = (rows.at(-1)?.[1].place ?? -1) + 1;
  }
}

const save = <Ref>({ pane, touched, values, event, lineage, given }: KeptRow<Ref>): SavedRow<Ref> => ({
  pane,
  time: touched,
  values: values.map(packValue),
  event: event ?? null,
  ...(lineage.length > 0 && { lineage }),
  ...(given.size > 0 && { given: [...given] }),
});

const load = <Ref>(place: number, { pane, time, values, event, lineage = [], given = [] }: SavedRow<Ref>): KeptRow<Ref> => ({
  place,
  pane,
  touched: time,
  values: values.map(unpackValue),
  event: event ?? undefined,
  lineage,
  given: new Set(given),
});
