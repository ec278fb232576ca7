import type { EsqlScalar, EsqlValue } from "../../functions/esql/value.ts";

/** One group of STATS: its keys, and the state of each aggregate call. */
export interface Group {
  readonly keys: readonly (EsqlScalar | null)[];
  readonly states: unknown[];
  /** What the states come to, once that was asked for: forgotten when they change. */
  results?: readonly EsqlValue[] | undefined;
}

type Level = Map<EsqlScalar | null, Level | Group>;

/** Groups by their keys: a map of the first key's values, in it maps of the second's, and so on. */
export class Groups {
  readonly #depth: number;
  readonly #root: Level = new Map();
  readonly #create: () => unknown[];
  #size = 0;

  /** @param create the states of a group before any row */
  constructor(depth: number, create: () => unknown[]) {
    this.#depth = depth;
    this.#create = create;
    if (depth === 0) this.#insert([]);
  }

  get size(): number {
    return this.#size;
  }

  find(keys: readonly (EsqlScalar | null)[]): Group | undefined {
    let level: Level | Group | undefined = this.#root;
    if (this.#depth === 0) return this.#root.get(null) as Group;
    for (let i = 0; i < this.#depth; i++) {
      level = (level as Level).get(keys[i] as EsqlScalar | null);
      if (level === undefined) return undefined;
    }
    return level as Group;
  }

  /** The group of these keys; a new one has the states before any row. */
  get(keys: readonly (EsqlScalar | null)[]): Group {
    return this.find(keys) ?? this.#insert(keys);
  }

  /** Takes over a group as it is. */
  set(group: Group): void {
    const known = this.find(group.keys);
    if (known) {
      known.states.splice(0, known.states.length, ...group.states);
      known.results = group.results;
    } else this.#insert(group.keys, group);
  }

  *[Symbol.iterator](): Generator<Group> {
    yield* groupsBelow(this.#root, Math.max(this.#depth, 1));
  }

  #insert(keys: readonly (EsqlScalar | null)[], group: Group = { keys: keys.slice(), states: this.#create() }): Group {
    let level = this.#root;
    for (let i = 0; i < this.#depth - 1; i++) {
      const key = keys[i] ?? null;
      let next = level.get(key) as Level | undefined;
      if (!next) level.set(key, (next = new Map()));
      level = next;
    }
    level.set(keys[this.#depth - 1] ?? null, group);
    this.#size++;
    return group;
  }
}

function* groupsBelow(level: Level, depth: number): Generator<Group> {
  for (const item of level.values()) {
    if (depth === 1) yield item as Group;
    else yield* groupsBelow(item as Level, depth - 1);
  }
}

/** Every combination of one value a key: a row with several values in its keys is in several groups. */
export function keyTuples(keys: readonly EsqlValue[]): readonly (readonly (EsqlScalar | null)[])[] {
  let tuples: (EsqlScalar | null)[][] = [[]];
  for (const key of keys) {
    const values = Array.isArray(key) ? [...new Set(key as readonly EsqlScalar[])] : [key as EsqlScalar | null];
    tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
    if (tuples.length > MAX_TUPLES) tuples.length = MAX_TUPLES;
  }
  return tuples;
}

/** The most groups that one row is in; long lists in several keys would be millions. */
const MAX_TUPLES = 100_000;
