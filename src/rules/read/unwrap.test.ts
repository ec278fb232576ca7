import { expect, test } from "vitest";
import type { Json } from "../../event/json.ts";
import { unwrap } from "./unwrap.ts";

const RULE = { rule_id: "a", name: "A", type: "eql" };

const nested = (depth: number, wrap: (inner: Json) => Json): Json => {
  let value: Json = RULE;
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
};

const WRAPPERS: readonly (readonly [string, (inner: Json) => Json])[] = [
  ["lists", (inner) => [inner]],
  ["pages", (inner) => ({ total: 1, data: [inner] })],
  ["assets", (inner) => ({ type: "security-rule", attributes: inner })],
];

test.each(WRAPPERS)("a rule in a few %s is found; in ten thousand of them it is unknown, and the stack holds", (_, wrap) => {
  expect(unwrap(nested(3, wrap)).map((found) => found.kind)).toEqual(["rule"]);
  expect(unwrap(nested(10_000, wrap)).map((found) => found.kind)).toEqual(["unknown"]);
});
