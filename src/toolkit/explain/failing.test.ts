import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyDocument, anyPredicate } from "../../../tests/support/predicates.ts";
import { createRecord, setRecord } from "../../matcher/compile.ts";
import { evaluate } from "../../matcher/reference.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { compileFailing } from "./failing.ts";

const holds: Predicate = { kind: "all" };
const fails: Predicate = { kind: "none" };
const and = (...items: readonly Predicate[]): Predicate => ({ kind: "and", items });
const or = (...items: readonly Predicate[]): Predicate => ({ kind: "or", items });
const not = (item: Predicate): Predicate => ({ kind: "not", item });

describe("the clauses that fail", () => {
  test.each<[name: string, predicate: Predicate, failing: readonly number[]]>([
    ["none where it holds", and(holds, holds), []],
    ["all of a conjunction that fail", and(fails, holds, fails), [0, 2]],
    ["the cheapest way out of a disjunction", or(and(fails, fails), fails), [2]],
    ["what holds inside a negation", not(or(holds, fails, holds)), [0, 2]],
    ["one that would break a negated conjunction", not(and(holds, holds)), [0]],
    ["nothing of a negation that holds", not(and(holds, fails)), []],
    ["twice negated", not(not(and(fails, holds))), [0]],
  ])("%s", (_, predicate, failing) => {
    expect(compileFailing(predicate)(createRecord())).toEqual(failing);
  });

  test("are none exactly where the predicate holds", () => {
    fc.assert(
      fc.property(anyPredicate, anyDocument, (predicate, document) => {
        const record = createRecord();
        setRecord(record, document, 0);
        expect(compileFailing(predicate)(record).length === 0).toBe(evaluate(predicate, document, 0));
      }),
    );
  });
});
