import { describe, expect, test } from "vitest";
import { KeyStore } from "./key-store.ts";

interface State {
  touched: number;
  readonly name: string;
}

const create = (limit = 10): { store: KeyStore<State>; evicted: string[] } => {
  const evicted: string[] = [];
  return { store: new KeyStore<State>(limit, (state) => evicted.push(state.name)), evicted };
};

const touch = (store: KeyStore<State>, name: string, time: number): void =>
  store.touch(name, store.get(name) ?? { touched: 0, name }, time);

describe("a key store", () => {
  test("gives up the key that was touched longest ago", () => {
    const { store, evicted } = create(2);
    touch(store, "a", 1);
    touch(store, "b", 2);
    touch(store, "a", 3);
    touch(store, "c", 4);
    expect(evicted).toEqual(["b"]);
    expect(store.size).toBe(2);
  });

  test("expires what was last touched before a time, and only that", () => {
    const { store } = create();
    touch(store, "a", 1);
    touch(store, "b", 2);
    touch(store, "a", 3);
    const expired: string[] = [];
    store.expire(3, (state) => expired.push(state.name));
    expect(expired).toEqual(["b"]);
    expect(store.get("a")?.touched).toBe(3);
  });

  test("drains each changed key once, a deleted one as undefined", () => {
    const { store } = create();
    expect(store.changes()).toEqual([]);
    touch(store, "a", 1);
    touch(store, "a", 2);
    touch(store, "b", 2);
    store.delete("b");
    store.delete("never there");
    expect(store.changes()).toEqual([
      ["a", { touched: 2, name: "a" }],
      ["b", undefined],
    ]);
    expect(store.changes()).toEqual([]);
    store.mark("a");
    expect(store.changes().map(([id]) => id)).toEqual(["a"]);
  });

  test("the first drain gives all there is, whatever came and went before", () => {
    const { store } = create();
    touch(store, "a", 1);
    touch(store, "b", 2);
    store.delete("a");
    expect(store.changes()).toEqual([["b", { touched: 2, name: "b" }]]);
    store.delete("b");
    expect(store.changes()).toEqual([["b", undefined]]);
  });

  test("restored keys that go are told", () => {
    const { store } = create();
    store.restore([["a", { touched: 1, name: "a" }]]);
    store.delete("a");
    expect(store.changes()).toEqual([["a", undefined]]);
  });

  test("restores in order of staleness, whatever order the entries come in", () => {
    const { store } = create();
    store.restore([
      ["new", { touched: 9, name: "new" }],
      ["old", { touched: 1, name: "old" }],
    ]);
    expect([...store.values()].map(({ name }) => name)).toEqual(["old", "new"]);
    expect(store.changes()).toEqual([]);
  });
});
