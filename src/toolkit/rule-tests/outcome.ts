import type { Alert } from "../../alerts/alert.ts";
import type { LedgerEntry } from "../../alerts/ledger.ts";
import { createEngine } from "../../engine/engine.ts";
import type { RuleStats } from "../../engine/stats.ts";
import type { FieldTable } from "../../event/field-type.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { IndicatorDocument } from "../../operators/indicator-match-document.ts";
import type { ExceptionList } from "../../rules/exceptions/model.ts";
import type { MlJob } from "../../rules/ml-jobs/model.ts";
import type { Rule } from "../../rules/model.ts";
import type { ValueLists } from "../../rules/value-lists/model.ts";

/** A case with everything that it names at hand. */
export interface PreparedCase {
  readonly rule: Rule;
  readonly fields: FieldTable;
  readonly index?: string;
  readonly maxSignals?: number;
  readonly events: readonly EventDocument[];
  readonly exceptions: readonly ExceptionList[];
  readonly valueLists: ValueLists;
  readonly indicators: readonly IndicatorDocument[];
  readonly history: readonly EventDocument[];
  readonly anomalies: readonly EventDocument[];
  readonly mlJobs: readonly MlJob[];
}

/** What the engine made of a case. */
export interface Outcome {
  /** Every alert, building blocks of sequences among them. */
  readonly alerts: readonly Alert[];
  /** Those that a person sees. */
  readonly shown: readonly Alert[];
  readonly ledger: readonly LedgerEntry[];
  readonly stats: RuleStats | undefined;
}

/** Runs a case by the production engine, its events in the given order. */
export function runOnce(prepared: PreparedCase, events: readonly EventDocument[] = prepared.events): Outcome {
  const { rule, fields, index, maxSignals, exceptions, valueLists, indicators, history, anomalies, mlJobs } = prepared;
  const ledger: LedgerEntry[] = [];
  const engine = createEngine({
    rules: [rule],
    schema: fields,
    exceptions,
    valueLists,
    indicators,
    history,
    anomalies,
    mlJobs,
    maxSignals,
    ledger: (entry) => void ledger.push(entry),
    ...(index !== undefined && { index }),
  });
  const alerts = [...events.flatMap((event) => engine.push(event)), ...engine.finish()];
  return { alerts, shown: alerts.filter(isShown), ledger, stats: engine.stats().rules[0] };
}

/** Not a building block of a sequence's alert. */
const isShown = (alert: Alert): boolean => alert["kibana.alert.group.index"] === undefined;

/** Other orders to push the events in; the alerts must be the same. */
export function otherOrders(
  events: readonly EventDocument[],
): readonly { readonly name: string; readonly events: readonly EventDocument[] }[] {
  if (events.length < 2) return [];
  const reverse = { name: "in reverse", events: events.toReversed() };
  return events.length < 3 ? [reverse] : [reverse, { name: "shuffled", events: shuffled(events) }];
}

/** An order that depends on the number of events alone. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const result = [...items];
  let state = items.length;
  for (let i = result.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** What differs between two outcomes of the same events, in words; undefined where nothing does. */
export function differenceOf(first: Outcome, other: Outcome): string | undefined {
  if (first.alerts.length !== other.alerts.length) return `${first.alerts.length} alerts became ${other.alerts.length}`;
  const odd = first.alerts.findIndex((alert, i) => JSON.stringify(alert) !== JSON.stringify(other.alerts[i]));
  if (odd !== -1) return `alert ${odd + 1} has other fields: ${differingKeys(first.alerts[odd] ?? {}, other.alerts[odd] ?? {}).join(", ")}`;
  const fates = (outcome: Outcome): string => JSON.stringify(outcome.stats?.fates);
  return fates(first) === fates(other) ? undefined : `the fates of the matches differ: ${fates(first)} became ${fates(other)}`;
}

function differingKeys(a: Alert, b: Alert): readonly string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  const differing = [...keys].filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
  return differing.length > 0 ? differing : ["in another order"];
}
