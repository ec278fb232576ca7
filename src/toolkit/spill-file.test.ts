import { expect, test } from "vitest";
import { createSpillFile } from "./spill-file.ts";
import { SpilledText } from "../engine/spilled-text.ts";

const TEXTS = ["", "a", "é", "€", "😀", "\ud800".toWellFormed(), "x".repeat(100_000), "€".repeat(9_000), "last"];

test("texts come back as they were, in any order, also while more are appended", () => {
  const store = createSpillFile();
  const spilled = new SpilledText(store);
  const places = TEXTS.map((text) => spilled.append(text));
  places.forEach((place, i) => expect(spilled.read(place)).toBe(TEXTS[i]));
  const more = spilled.append("more");
  expect(spilled.read(more)).toBe("more");
  expect(places.toReversed().map((place) => spilled.read(place))).toEqual(TEXTS.toReversed());
  store.close();
});

test("texts appended one after another lie one after another", () => {
  const spilled = new SpilledText(createSpillFile());
  const places = TEXTS.map((text) => spilled.append(text));
  let end = 0;
  for (const { offset, size } of places) {
    expect(offset).toBe(end);
    end += size;
  }
});
