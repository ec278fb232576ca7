import type { Alert } from "../../src/alerts/alert.ts";
import type { LedgerEntry } from "../../src/alerts/ledger.ts";
import type { Engine, EngineOptions } from "../../src/engine/contract.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { StateEntry } from "../../src/engine/state/journal.ts";
import type { EngineStats } from "../../src/engine/stats.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/event/json.ts";
import { type EventDocument, ORIGIN } from "../../src/event/origin.ts";
import { compilePath } from "../../src/event/path.ts";
import { loadExceptionText } from "../../src/rules/exceptions/load.ts";
import type { ExceptionList } from "../../src/rules/exceptions/model.ts";
import { loadRuleText } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";
import type { ValueList, ValueListType } from "../../src/rules/value-lists/model.ts";

/**
 * A case as its file says it. A time is written `12:01:00` (on 1 January 2024, UTC) or `-1d 12:01:00`; `at` is an
 * event's `@timestamp`. Events are known by their place, from 1, and come from the index `logs-test-default`, unless
 * they have an `_id` and an `_index` of their own (null: none).
 */
export interface RuleCase {
  readonly name: string;
  /** The parameters of one rule or of several; what every rule needs is filled in. Their ids are `rule-1`, `rule-2`, … */
  readonly rule?: JsonObject;
  readonly rules?: readonly JsonObject[];
  /** Items of one exception list that all rules of the case are bound to. */
  readonly exceptions?: readonly JsonObject[];
  readonly value_lists?: Readonly<Record<string, { readonly type: ValueListType; readonly values: readonly string[] }>>;
  readonly history?: readonly JsonObject[];
  readonly indicators?: readonly JsonObject[];
  /** Live; without it the events are a batch. */
  readonly lateness?: string;
  /** What happens: an event, an event `repeat`ed with `{n}` for its number and `every` so many seconds, or (live) the `clock`. */
  readonly events: readonly JsonObject[];
  /**
   * The alerts in order, each by some of its fields: `depth` is `kibana.alert.depth` where there is one, null means
   * absent, `of` are the ids of the events it was made from.
   */
  readonly alerts: readonly JsonObject[];
  /** By rule: how many matches had a fate, or the ids of their events. What is not named did not happen. */
  readonly fates?: Fates | readonly Fates[];
  /** Some of the engine's counters. */
  readonly stats?: JsonObject;
}

type Fates = Readonly<Record<string, number | readonly (string | number)[]>>;

export type Step = { readonly event: EventDocument } | { readonly clock: number };

/** A case made ready: what an engine is made of and what it is told. */
export interface PreparedCase {
  readonly options: EngineOptions;
  readonly steps: readonly Step[];
  readonly rules: readonly Rule[];
}

export interface Outcome {
  readonly alerts: readonly Alert[];
  readonly ledger: readonly LedgerEntry[];
  /** Of the last engine. */
  readonly stats: EngineStats;
}

export function prepareCase(each: RuleCase): PreparedCase {
  const rules = (each.rules ?? [each.rule ?? {}]).map((params, i) => loadRule(params, i + 1));
  const { lateness, value_lists: lists = {} } = each;
  return {
    rules,
    options: {
      rules,
      ...(lateness !== undefined && { lateness }),
      ...(each.exceptions && { exceptions: loadExceptions(each.exceptions, rules) }),
      valueLists: new Map(Object.entries(lists).map(([id, list]): [string, ValueList] => [id, { id, ...list }])),
      ...(each.history && { history: each.history.map((event) => withTimes(event) as EventDocument) }),
      ...(each.indicators && { indicators: each.indicators.map((indicator) => withTimes(indicator) as EventDocument) }),
    },
    steps: stepsOf(each.events),
  };
}

/** Runs a case; after the steps that `stopAfter` names (-1: before the first) it goes on in a new engine from the state of the old. */
export function runCase({ options }: PreparedCase, steps: readonly Step[], stopAfter: (step: number) => boolean = () => false): Outcome {
  const ledger: LedgerEntry[] = [];
  const alerts: Alert[] = [];
  const saved: StateEntry[] = [];
  let engine = createEngine({ ...options, ledger: (entry) => ledger.push(entry) });
  const stop = (): void => {
    // As a store would keep it: text, never the objects themselves.
    saved.push(...(JSON.parse(JSON.stringify(engine.changes())) as StateEntry[]));
    engine = createEngine({ ...options, history: [], ledger: (entry) => ledger.push(entry) });
    const changed = engine.restore(saved);
    if (changed.length > 0) throw new Error(`the plans of ${changed.join(", ")} are not what they were`);
  };
  for (let step = -1; step < steps.length; step++) {
    const taken = steps[step];
    if (taken) alerts.push(...take(engine, taken));
    if (stopAfter(step)) stop();
  }
  alerts.push(...engine.finish());
  return { alerts, ledger, stats: engine.stats() };
}

const take = (engine: Engine, step: Step): readonly Alert[] => ("clock" in step ? engine.advance(step.clock) : engine.push(step.event));

/** Errors of the rules and reasons not to run them: a case has none. */
export function faultsOf({ options }: PreparedCase): readonly string[] {
  const { problems, unsupported } = createEngine(options);
  return [
    ...problems.filter(({ severity }) => severity === "error").map(({ message }) => message),
    ...unsupported.map(({ reason }) => reason),
  ];
}

/** The alerts by the fields that are expected of them; what is too many, by what it was made from. */
export const seen = (alerts: readonly Alert[], expected: readonly JsonObject[]): readonly JsonObject[] =>
  alerts.map((alert, i) =>
    Object.fromEntries(Object.keys(expected[i] ?? { "rule.rule_id": 0, of: 0 }).map((key) => [key, valueOf(alert, key)])),
  );

/** What the case expects, times written out. */
export const expectedAlerts = (each: RuleCase): readonly JsonObject[] =>
  each.alerts.map((alert) => withTimes({ ...alert, ...("of" in alert && { of: [alert["of"] ?? []].flat().map(String) }) }) as JsonObject);

function valueOf(alert: Alert, key: string): Json {
  if (key === "of") return eventIds(alert);
  const own = alert[`kibana.alert.${key}`] ?? alert[key];
  if (own !== undefined) return own;
  const values = compilePath(key)(alert);
  return values.length > 1 ? [...values] : (values[0] ?? null);
}

function eventIds(alert: Alert): string[] {
  const ancestors = alert["kibana.alert.ancestors"];
  return (Array.isArray(ancestors) ? ancestors : []).flatMap((a) => (isJsonObject(a) && a["type"] === "event" ? [String(a["id"])] : []));
}

/** The ledger of a rule in the form that the case's `fates` have. */
export function fatesOf(rule: Rule, ledger: readonly LedgerEntry[], form: Fates): Fates {
  const own = Map.groupBy(
    ledger.filter((entry) => entry.rule_id === rule.id),
    (entry) => entry.fate,
  );
  return Object.fromEntries(
    [...own].map(([fate, entries]) => [
      fate,
      Array.isArray(form[fate]) ? entries.map((entry) => entry.event?.id ?? "").sort(byNumber) : entries.length,
    ]),
  );
}

export const expectedFates = (fates: Fates): Fates =>
  Object.fromEntries(Object.entries(fates).map(([fate, of]) => [fate, typeof of === "number" ? of : of.map(String).sort(byNumber)]));

const byNumber = (a: string, b: string): number => Number(a) - Number(b) || (a < b ? -1 : 1);

function loadRule(params: JsonObject, number: number): Rule {
  const { type = "query" } = params;
  const common = {
    rule_id: `rule-${number}`,
    name: `Rule ${number}`,
    description: "A case.",
    author: ["Tocsin"],
    risk_score: 21,
    severity: "low",
    type,
    ...(type !== "saved_query" && type !== "machine_learning" && { language: type === "eql" || type === "esql" ? type : "kuery" }),
  };
  const { rules, problems } = loadRuleText("case.json", JSON.stringify({ ...common, ...params }));
  const [rule] = rules;
  const faults = problems.filter(({ code }) => code !== NOT_A_UUID);
  if (!rule || faults.length > 0) throw new Error(JSON.stringify(faults));
  return rule;
}

/** The ids of cases are short. */
const NOT_A_UUID = "T1015";

function loadExceptions(items: readonly JsonObject[], rules: readonly Rule[]): readonly ExceptionList[] {
  const named = items.map((item, i) => ({ item_id: `item-${i + 1}`, name: `Item ${i + 1}`, ...(withTimes(item) as JsonObject) }));
  const container = { list_id: "list", name: "The list", type: "detection" };
  const text = JSON.stringify({ metadata: { rule_ids: rules.map(({ id }) => id) }, exceptions: [{ container, items: named }] });
  const { lists, problems } = loadExceptionText("exceptions.json", text);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return lists;
}

function stepsOf(written: readonly JsonObject[]): readonly Step[] {
  const stream = { input: 0, member: 0, file: "events.ndjson" };
  let place = 0;
  return written.flatMap(repeated).map((event): Step => {
    const { clock, at, ...rest } = withTimes(event) as JsonObject;
    if (clock !== undefined) return { clock: Date.parse(String(clock)) };
    const identity = { _id: String(++place), _index: "logs-test-default" };
    const all = Object.entries({ ...identity, ...(at !== undefined && { "@timestamp": at }), ...rest });
    const document = Object.fromEntries(all.filter(([key, value]) => value !== null || !key.startsWith("_")));
    return { event: { ...document, [ORIGIN]: { stream, offset: place, line: place } } };
  });
}

function repeated({ repeat = 1, every = 0, ...event }: JsonObject): JsonObject[] {
  return Array.from({ length: Number(repeat) }, (_, i) => {
    const copy = JSON.parse(JSON.stringify(event).replaceAll("{n}", String(i + 1))) as JsonObject;
    const at = absoluteTime(copy["at"]);
    return at === undefined || repeat === 1 ? copy : { ...copy, at: new Date(at + i * Number(every) * 1000).toISOString() };
  });
}

const DAY_MS = 86_400_000;
const MIDNIGHT = Date.UTC(2024, 0, 1);
const CLOCK_TIME = /^(?:([+-]\d+)d )?(\d\d):(\d\d):(\d\d)(\.\d{1,3})?$/;

function absoluteTime(value: Json | undefined): number | undefined {
  const parts = typeof value === "string" ? CLOCK_TIME.exec(value) : null;
  if (!parts) return undefined;
  const [, days = "0", hours, minutes, seconds, fraction = "0"] = parts;
  return (
    MIDNIGHT +
    Number(days) * DAY_MS +
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 +
    Math.round(Number(fraction) * 1000)
  );
}

function withTimes(value: Json): Json {
  if (Array.isArray(value)) return value.map(withTimes);
  if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTimes(inner)]));
  const time = absoluteTime(value);
  return time === undefined ? value : new Date(time).toISOString();
}
