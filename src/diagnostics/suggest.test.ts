import fc from "fast-check";
import { expect, test } from "vitest";
import { didYouMean, editDistance, suggest } from "./suggest.ts";

test("names near in spelling, in another case, or with two letters swapped", () => {
  const known = ["process.name", "process.pid", "user.name", "host.name"];
  expect(suggest("proces.nmae", known)).toEqual(["process.name"]);
  expect(suggest("USER.NAME", known)).toEqual(["user.name"]);
  expect(suggest("completely.else", known)).toEqual([]);
  expect(didYouMean("hots.name", known)).toBe("did you mean `host.name`?");
  expect(didYouMean("nothing", known)).toBeUndefined();
  expect(suggest("b", ["a", "bc", "B"])).toEqual(["B"]);
});

test("the cheap look at letters leaves out no name that is near", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", ".", "A", "é", "😀"), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(word, fc.uniqueArray(word, { maxLength: 3 }), (written, known) => {
      const limit = written.length < 2 ? 0 : Math.max(1, Math.floor(written.length / 4));
      const near = known.filter((name) => name !== written && editDistance(written.toLowerCase(), name.toLowerCase(), limit) <= limit);
      expect(suggest(written, known).toSorted()).toEqual(near.toSorted());
    }),
    { numRuns: 2_000 },
  );
});
