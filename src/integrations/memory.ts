import type { Json } from "../event/json.ts";

/** Values by key, at most so many of them. Reading a value counts as use. */
export interface Memory {
  get(key: string): Json | undefined;
  set(key: string, value: Json): void;
  delete(key: string): void;
  /** Entries, the longest unused first. */
  entries(): readonly (readonly [key: string, value: Json])[];
}

/** @param limit entries kept; the longest unused goes first */
export function createMemory(limit: number): Memory {
  const values = new Map<string, Json>();
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
      if (values.size <= limit) return;
      for (const oldest of values.keys()) {
        values.delete(oldest);
        return;
      }
    },
    delete: (key) => void values.delete(key),
    entries: () => [...values],
  };
}
