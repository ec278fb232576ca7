import { explain } from "../explain/explain.ts";
import type { CaseReader } from "./case-reader.ts";
import { judgeFields } from "./judge-fields.ts";
import { type Account, accountText, judgeReasons } from "./judge-silence.ts";
import type { RuleCase } from "./model.ts";
import { nearestMiss } from "./nearest.ts";
import { differenceOf, type Outcome, otherOrders, type PreparedCase, runOnce } from "./outcome.ts";
import type { CaseFault, CaseResult } from "./results.ts";

/** Runs one case in several orders of its events and judges what came out. */
export function runCase(reader: CaseReader, ruleCase: RuleCase, prepared: PreparedCase): CaseResult {
  const started = performance.now();
  const outcome = runOnce(prepared);
  const orders = orderFaults(reader, ruleCase, prepared, outcome);
  const explanation = explain(prepared.rule, prepared.events, { schema: prepared.fields, index: prepared.index });
  const faults = [...judge(reader, ruleCase, { outcome, explanation }), ...orders];
  const nearest = faults.length > 0 && outcome.shown.length < ruleCase.expected.alerts ? nearestMiss(explanation) : undefined;
  return {
    name: ruleCase.name,
    line: reader.locationOf(ruleCase.path).line,
    passed: faults.length === 0,
    silent: ruleCase.expected.alerts === 0,
    milliseconds: performance.now() - started,
    faults,
    ...(faults.some(needsExplanation) && { explanation }),
    ...(nearest && { nearest }),
  };
}

/** Fields of an alert that came are no matter of the query. */
const needsExplanation = ({ kind }: CaseFault): boolean => kind !== "field";

function judge(reader: CaseReader, { expected }: RuleCase, account: Account): readonly CaseFault[] {
  const { shown } = account.outcome;
  const location = reader.locationOf(expected.path);
  const count: readonly CaseFault[] = shown.length === expected.alerts ? [] : [{ kind: "alerts", message: countText(expected.alerts, account), location, expected: expected.alerts, got: shown.length }];
  const fields = expected.fields.flatMap((each, i) => (shown[i] ? judgeFields(reader, shown[i], i + 1, each) : []));
  return [...count, ...fields, ...(count.length === 0 || expected.alerts > 0 ? judgeReasons(reader, expected.silent, account) : [])];
}

function countText(expected: number, account: Account): string {
  const { shown } = account.outcome;
  const wanted = expected === 0 ? "silence" : expected === 1 ? "1 alert" : `${expected} alerts`;
  if (shown.length === 0) return `expected ${wanted}, got none: ${accountText(account)}`;
  return `expected ${wanted}, got ${shown.length === 1 ? "1 alert" : `${shown.length} alerts`}`;
}

function orderFaults(reader: CaseReader, ruleCase: RuleCase, prepared: PreparedCase, outcome: Outcome): readonly CaseFault[] {
  return otherOrders(prepared.events).flatMap(({ name, events }): readonly CaseFault[] => {
    const difference = differenceOf(outcome, runOnce(prepared, events));
    if (difference === undefined) return [];
    const message = `pushed ${name}, the events give something else: ${difference}`;
    return [{ kind: "order", message, hint: "the order of arrival must not matter; this is a fault of Tocsin's own", location: reader.locationOf(ruleCase.path) }];
  });
}
