import { expect, test } from "vitest";
import type { FieldType } from "../../event/field-type.ts";
import type { SequenceOp, StageOp } from "../../plan/plan.ts";
import { hashKey } from "./key-hash.ts";
import { LiveOpenings } from "./live-openings.ts";

const user: FieldType = { name: "user.name", path: "user.name", kind: "keyword" };
const stage: StageOp = { where: { kind: "all" }, keys: [{ field: user, optional: false }], missing: false };
const SEQUENCE: SequenceOp = { kind: "sequence", stages: [stage, stage] };
const SPAN = 1_000;

const create = (): LiveOpenings => LiveOpenings.of(SEQUENCE, SPAN) as LiveOpenings;
const hashOf = (name: string): number => hashKey([{ path: "user.name", kind: "text" }], { "user.name": name });

test("an event matters within the span of one that its sequence may begin with", () => {
  const openings = create();
  openings.take([0], { "user.name": "a" }, 5_000);
  openings.take([1], { "user.name": "b" }, 5_000);
  expect([4_999, 5_000, 6_000, 6_001].map((time) => openings.matter(hashOf("a"), time))).toEqual([false, true, true, false]);
  expect(openings.matter(hashOf("b"), 5_000)).toBe(false);
});

test("keys that are over are forgotten, and no others", () => {
  const openings = create();
  for (let i = 0; i < 10_000; i++) {
    openings.take([0], { "user.name": `user ${i}` }, i * 10);
    openings.forget(i * 10);
  }
  expect(openings.size).toBeLessThan(2_000);
  expect(openings.matter(hashOf("user 9900"), 99_990)).toBe(true);
});
