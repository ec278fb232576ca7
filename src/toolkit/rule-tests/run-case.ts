import { explain, type ExplainOptions } from "../explain/explain.ts";
import { type Account, accountText } from "./account.ts";
import type { CaseReader } from "./case-reader.ts";
import { judgeFields } from "./judge-fields.ts";
import { judgeReasons } from "./judge-silence.ts";
import type { RuleCase } from "./model.ts";
import { nearestMiss } from "./nearest.ts";
import { differenceOf, type Outcome, otherOrders, type PreparedCase, runOnce } from "./outcome.ts";
import type { CaseFault, CaseResult } from "./results.ts";

/** Runs one case in several orders of its events and judges what came out. @param run what runs them: the production engine */
export function runCase(reader: CaseReader, ruleCase: RuleCase, prepared: PreparedCase, run: typeof runOnce = runOnce): CaseResult {
  const started = performance.now();
  const { expected } = ruleCase;
  const outcome = run(prepared);
  const others = otherOrders(prepared.events).map(({ name, events }) => ({ name, other: run(prepared, events) }));
  const orders = others.flatMap(({ name, other }) => orderFaults(reader, ruleCase, name, differenceOf(outcome, other)));
  // Most cases pass, and only their reasons need an explanation.
  const needed = outcome.shown.length !== expected.alerts || expected.silent.length > 0;
  const account = needed ? { outcome, explanation: explain(prepared.rule, prepared.events, explainOptions(prepared)) } : undefined;
  const faults = [...(account ? judgeAccount(reader, ruleCase, account) : []), ...fieldFaults(reader, ruleCase, outcome), ...orders];
  const shown = faults.some(({ kind }) => kind === "alerts" || kind === "silence") ? account : undefined;
  const nearest = shown && outcome.shown.length <= expected.alerts ? nearestMiss(shown.explanation) : undefined;
  return {
    name: ruleCase.name,
    line: reader.locationOf(ruleCase.path).line,
    passed: faults.length === 0,
    silent: expected.alerts === 0,
    milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
    faults,
    ...(shown && { explanation: shown.explanation }),
    ...(nearest && { nearest }),
  };
}

const explainOptions = ({ fields, ...prepared }: PreparedCase): ExplainOptions => ({
  schema: fields,
  index: prepared.index,
  maxSignals: prepared.maxSignals,
  exceptions: prepared.exceptions,
  valueLists: prepared.valueLists,
  indicators: prepared.indicators,
  history: prepared.history,
  anomalies: prepared.anomalies,
  mlJobs: prepared.mlJobs,
});

function judgeAccount(reader: CaseReader, { expected }: RuleCase, account: Account): readonly CaseFault[] {
  const { shown } = account.outcome;
  if (shown.length === expected.alerts) return judgeReasons(reader, expected.silent, account);
  const location = reader.locationOf(expected.path);
  const count: CaseFault = {
    kind: "alerts",
    message: countText(expected.alerts, account),
    location,
    expected: expected.alerts,
    got: shown.length,
  };
  return expected.alerts === 0 ? [count] : [count, ...judgeReasons(reader, expected.silent, account)];
}

const fieldFaults = (reader: CaseReader, { expected }: RuleCase, { shown }: Outcome): readonly CaseFault[] =>
  expected.fields.flatMap((fields, i) => (shown[i] ? judgeFields(reader, shown[i], i + 1, fields) : []));

function countText(expected: number, account: Account): string {
  const { shown } = account.outcome;
  const wanted = expected === 0 ? "silence" : expected === 1 ? "1 alert" : `${expected} alerts`;
  if (shown.length === 0) return `expected ${wanted}, got none: ${accountText(account)}`;
  return `expected ${wanted}, got ${shown.length === 1 ? "1 alert" : `${shown.length} alerts`}`;
}

function orderFaults(reader: CaseReader, { path }: RuleCase, order: string, difference: string | undefined): readonly CaseFault[] {
  if (difference === undefined) return [];
  const message = `pushed ${order}, the events give something else: ${difference}`;
  const hint = "the order of arrival must not matter; this is a fault of Tocsin's own";
  return [{ kind: "order", message, hint, location: reader.locationOf(path) }];
}
