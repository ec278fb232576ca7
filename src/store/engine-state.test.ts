import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { latestOf } from "../engine/state/entries.ts";
import type { StateEntry } from "../engine/state/journal.ts";
import { type Database, openDatabase } from "./database.ts";
import { engineStateStore } from "./engine-state.ts";

let folder = "";
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-state-"));
  database = openDatabase(join(folder, "t.db"));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const POSITION = { segment: "0", offset: 1, sequence: 2, waitingFrom: null };
const entry = (rule: string, operator: string, key: string, state?: number): StateEntry =>
  state === undefined ? { rule, operator, key } : { rule, operator, key, state };

test("gives back what the engine would take: the last of each piece, a rule's state anew after its plan", () => {
  const store = engineStateStore(database);
  const batches = [
    [
      entry("a", "plan", "", 1),
      entry("a", "hit", "1", 10),
      entry("b", "plan", "", 1),
      entry("b", "hit", "1", 20),
      entry("", "event", "1", 5),
    ],
    [entry("a", "hit", "1"), entry("a", "state", "x", 11)],
    [entry("b", "plan", "", 2), entry("b", "state", "y", 21)],
  ];
  for (const batch of batches) store.save(batch, POSITION);
  const byPlace = (entries: Iterable<StateEntry>): string[] => Array.from(entries, (each) => JSON.stringify(each)).sort();
  expect(byPlace(store.entries())).toEqual(byPlace(latestOf(batches.flat())));
  expect(byPlace(latestOf(store.entries()))).toEqual(byPlace(store.entries()));
  expect(store.position()).toEqual(POSITION);
});
