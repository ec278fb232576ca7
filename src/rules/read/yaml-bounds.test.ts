import { expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import { yamlReader } from "./yaml.ts";

const HEAD = "rule:\n  name: A rule\n  type: eql\n  query: |\n    any where true\n";

/** Texts that once overflowed the parser's stack or took it seconds. */
const HOSTILE: readonly (readonly [string, string, RegExp])[] = [
  ["open braces", `${HEAD}  tags: ${"{".repeat(20_000)}`, /nested deeper/],
  ["lists in lists on a line", `${HEAD}  tags:\n    ${"- ".repeat(20_000)}`, /nested deeper/],
  ["keys in keys on a line", `${HEAD}  tags:\n    ${"? ".repeat(20_000)}`, /nested deeper/],
  ["merge keys", `${HEAD}${"<<: *a".repeat(5_000)}`, /merge keys/],
  ["blank lines", `${HEAD}  type: ${"\n".repeat(20_000)}  name: x`, /blank lines/],
];

test.each(HOSTILE)("%s are refused at once", (_, text, message) => {
  const { problems } = yamlReader.read(createSource("x.yaml", text));
  expect(problems.map((p) => p.message).join()).toMatch(message);
});

test("a rule with brackets and lists is none of these", () => {
  expect(yamlReader.read(createSource("x.yaml", `${HEAD}  tags: [a, b]\n  note: "{[{["\n`)).problems).toEqual([]);
});
