import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { INTEGRATIONS } from "../../src/integrations/table.ts";
import { ROOT, sharedPath } from "../support/shared.ts";
import { measure, type Measurement } from "../truth/measure.ts";
import { PAIR_SOURCES } from "../truth/pairs.ts";

const page = readFileSync(join(ROOT, "docs/integrations.md"), "utf8");
const truth = sharedPath("datasets/ecs-truth");

test("every integration is on the page", () => {
  expect(INTEGRATIONS.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

/** What the issue is judged by. */
const AT_LEAST_97 = ["sysmon", "windows-security", "powershell-operational", "auditd", "cloudtrail"];

describe.skipIf(truth === undefined)("figures of truth", () => {
  const measured = PAIR_SOURCES.map((source) => measure(source, truth ?? ""));
  const groups = Map.groupBy(measured, ({ name }) => name.split(" ")[0] ?? "");
  const rows = [...groups].map(([name, parts]) => ({ name, ...sum(parts) }));

  test.each(rows)("of $name are on the page", ({ name, pairs, equal, different, missing, percent }) => {
    expect(page).toContain(`| ${name} | ${pairs} | ${equal} | ${different} | ${missing} | ${percent.toFixed(1)} |`);
  });

  test.each(AT_LEAST_97)("of %s are at least 97 %%", (name) => {
    expect(rows.find((row) => row.name === name)?.percent).toBeGreaterThanOrEqual(97);
  });
});

function sum(parts: readonly Measurement[]): Record<"pairs" | "equal" | "different" | "missing" | "percent", number> {
  const total = (count: (part: Measurement) => number): number => parts.reduce((all, part) => all + count(part), 0);
  const [equal, different, missing] = [total((part) => part.equal), total((part) => part.different), total((part) => part.missing)];
  return { pairs: total((part) => part.pairs.length), equal, different, missing, percent: (100 * equal) / (equal + different + missing) };
}
