import type { Json } from "../event/json.ts";

/** Values by key, at most so many of them. Reading a value counts as use. */
export interface Memory {
  get(key: string): Json | undefined;
  set(key: string, value: Json): void;
  delete(key: string): void;
  /** Entries, the longest unused first. */
  entries(): readonly (readonly [key: string, value: Json])[];
  /** Entries set or gone since the last call, the first time all: costs nothing until it is asked for. */
  changes(): readonly MemoryChange[];
}

/** One entry as it is now; without a value it is gone. */
export interface MemoryChange {
  readonly key: string;
  readonly value?: Json;
}

/** @param limit entries kept; the longest unused goes first */
export function createMemory(limit: number): Memory {
  const values = new Map<string, Json>();
  let changed: Set<string> | undefined;
  const renew = (key: string, value: Json): void => {
    values.delete(key);
    values.set(key, value);
  };
  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) renew(key, value);
      return value;
    },
    set(key, value) {
      renew(key, value);
      changed?.add(key);
      if (values.size <= limit) return;
      for (const oldest of values.keys()) {
        values.delete(oldest);
        changed?.add(oldest);
        return;
      }
    },
    delete(key) {
      if (values.delete(key)) changed?.add(key);
    },
    entries: () => [...values],
    changes() {
      const keys = changed ?? values.keys();
      changed = new Set();
      return Array.from(keys, (key) => changeOf(key, values.get(key)));
    },
  };
}

const changeOf = (key: string, value: Json | undefined): MemoryChange => (value === undefined ? { key } : { key, value });
