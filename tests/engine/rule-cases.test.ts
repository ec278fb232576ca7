import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { shuffle } from "../support/shuffle.ts";
import {
  expectedAlerts,
  expectedFates,
  fatesOf,
  faultsOf,
  type Outcome,
  type PreparedCase,
  prepareCase,
  type RuleCase,
  runCase,
  seen,
} from "./rule-case.ts";

/** Cases of one rule type or of one thing that all types have, and where their facts are from. */
interface CaseFile {
  readonly title: string;
  readonly source: string;
  readonly cases: readonly RuleCase[];
}

const directory = join(import.meta.dirname, "..", "cases", "rules");
const files = readdirSync(directory).map((name) => parse(readFileSync(join(directory, name), "utf8"), { merge: true }) as CaseFile);

/** More events than this are interrupted at some positions only. */
const MOST_POSITIONS = 30;

describe.each(files)("$title", ({ cases }) => {
  test.each(cases)("$name", (each) => {
    const prepared = prepareCase(each);
    expect(faultsOf(prepared)).toEqual([]);
    const outcome = runCase(prepared, prepared.steps);
    const expected = expectedAlerts(each);
    expect(seen(outcome.alerts, expected)).toEqual(expected);
    judgeFates(each, prepared, outcome);
    if (each.stats) expect(outcome.stats).toMatchObject(each.stats);
    const inOrder = lines(outcome);
    for (const [way, other] of otherWays(each, prepared)) expect(lines(other), way).toEqual(inOrder);
  });
});

/** Every other way to the same alerts and fates: other orders of pushes (a batch), and stops with the state saved as text. */
function* otherWays(each: RuleCase, prepared: PreparedCase): Generator<readonly [way: string, outcome: Outcome]> {
  const { steps } = prepared;
  const always = (): boolean => true;
  yield ["stopped after every step", runCase(prepared, steps, always)];
  for (const at of positions(steps.length)) yield [`stopped after step ${at}`, runCase(prepared, steps, (step) => step === at)];
  if (each.lateness !== undefined) return;
  yield ["in reverse", runCase(prepared, steps.toReversed())];
  for (const seed of ["one", "two", "three"]) yield [`shuffled (${seed})`, runCase(prepared, shuffle(steps, seed))];
  yield ["shuffled and stopped after every step", runCase(prepared, shuffle(steps, "stopped"), always)];
}

const positions = (count: number): readonly number[] =>
  count <= MOST_POSITIONS ? Array.from({ length: count + 1 }, (_, i) => i - 1) : [-1, 0, Math.floor(count / 2), count - 1];

/** Alerts and ledger as sorted lines: byte for byte what they were. */
const lines = ({ alerts, ledger }: Outcome): readonly string[] =>
  [alerts, ledger].map((all) =>
    all
      .map((one) => JSON.stringify(one))
      .sort()
      .join("\n"),
  );

function judgeFates({ fates }: RuleCase, { rules }: PreparedCase, { ledger, stats }: Outcome): void {
  for (const { rule_id, matches, fates: counts } of stats.rules) {
    const sum = Object.values(counts).reduce((a, b) => a + b, 0);
    expect(sum, rule_id).toBe(matches);
    expect(
      ledger.filter((entry) => entry.rule_id === rule_id),
      rule_id,
    ).toHaveLength(matches);
  }
  if (fates === undefined) return;
  const expected = [fates].flat();
  expect(rules.slice(0, expected.length).map((rule, i) => fatesOf(rule, ledger, expected[i] ?? {}))).toEqual(expected.map(expectedFates));
}
