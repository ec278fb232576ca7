import { describe, expect, test } from "vitest";
import { parseDuration } from "../event/date-math.ts";
import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { Json, JsonObject } from "../event/json.ts";
import { formatTime, parseTime } from "../event/time.ts";
import type { NewTermsOp, ThresholdOp } from "../plan/rule-plan.ts";
import newTermsCases from "./cases/new-terms.json" with { type: "json" };
import thresholdCases from "./cases/threshold.json" with { type: "json" };
import { NewTermsOperator } from "./new-terms.ts";
import { ThresholdOperator } from "./threshold.ts";
import type { RuleWindow, WindowEvent } from "./window.ts";

/** An event: when (a time of the first of January 2024, or a full one), and the document. */
type CaseEvent = readonly [time: string, document: JsonObject];

interface WindowedCase<Rule, Candidate> {
  readonly name: string;
  readonly rule: Rule;
  /** Default: every 5 minutes over the last 9. */
  readonly window?: { readonly interval: string; readonly from: string; readonly to: string };
  /** Of fields that are no keywords. */
  readonly kinds?: Readonly<Record<string, FieldKind>>;
  readonly maxSignals?: number;
  readonly events: readonly CaseEvent[];
  /** In the order in which they must come; events by number. */
  readonly expect: readonly Candidate[];
}

type ThresholdCase = WindowedCase<
  { readonly fields: readonly string[]; readonly value: number; readonly cardinality?: { readonly field: string; readonly value: number } },
  Json
>;
type NewTermsCase = WindowedCase<{ readonly fields: readonly string[]; readonly history?: string }, Json> & {
  readonly history?: readonly CaseEvent[];
  readonly first?: string;
};

const timeOf = (text: string): number => parseTime(`${text.includes("T") ? "" : "2024-01-01T"}${text}Z`) as number;
const shortTime = (time: number): string =>
  formatTime(time).replace("2024-01-01T", "").replace("Z", "").replace(".000", "").replace(/:00$/, "");
const fieldOf = (name: string, kinds: Readonly<Record<string, FieldKind>> = {}): FieldType => ({
  name,
  path: name,
  kind: kinds[name] ?? "keyword",
});
const eventOf = ([time, document]: CaseEvent, ref: number): WindowEvent<number> => ({ ref, time: timeOf(time), document });

const offsetOf = (text: string): number =>
  text.startsWith("-") ? -(parseDuration(text.slice(1)) as number) : (parseDuration(text) as number);
const windowOf = ({ window = { interval: "5m", from: "-9m", to: "0m" } }: Pick<ThresholdCase, "window">): RuleWindow => ({
  interval: offsetOf(window.interval),
  from: offsetOf(window.from),
  to: offsetOf(window.to) + 0,
});

/** Times written as the cases do. */
const written = <T extends { readonly slot: number; readonly time: number }>(
  candidate: T,
): Omit<T, "slot" | "time"> & { slot: string; time: string } => ({
  ...candidate,
  slot: shortTime(candidate.slot),
  time: shortTime(candidate.time),
});

describe("threshold", () => {
  test.each(thresholdCases as unknown as readonly ThresholdCase[])("$name", (each) => {
    const { fields, value, cardinality } = each.rule;
    const op: ThresholdOp = {
      kind: "threshold",
      where: { kind: "all" },
      fields: fields.map((name) => fieldOf(name, each.kinds)),
      value,
      ...(cardinality && { cardinality: { field: fieldOf(cardinality.field, each.kinds), value: cardinality.value } }),
    };
    const operator = new ThresholdOperator<number>(op, windowOf(each), { maxSignals: each.maxSignals });
    const found = [...each.events.flatMap((event, i) => operator.push(eventOf(event, i))), ...operator.finish()];
    const shown = found.map((candidate) => ({
      ...written(candidate),
      from: shortTime(candidate.from),
      terms: Object.fromEntries(candidate.terms.map((term) => [term.field, term.value])),
      ...(candidate.cardinality && { cardinality: { [candidate.cardinality.field]: candidate.cardinality.value } }),
    }));
    // No event of the cases is an alert.
    expect(shown).toEqual(each.expect.map((candidate) => ({ ...(candidate as object), lineage: [] })));
  });
});

describe("new terms", () => {
  test.each(newTermsCases as unknown as readonly NewTermsCase[])("$name", (each) => {
    const op: NewTermsOp = {
      kind: "newTerms",
      where: { kind: "all" },
      fields: each.rule.fields.map((name) => fieldOf(name, each.kinds)),
      history: each.rule.history ?? "now-7d",
    };
    const first = each.first === undefined ? undefined : timeOf(each.first);
    const operator = new NewTermsOperator<number>(op, windowOf(each), { maxSignals: each.maxSignals, firstEventTime: () => first });
    for (const event of each.history ?? []) operator.prime(eventOf(event, -1));
    const found = [...each.events.flatMap((event, i) => operator.push(eventOf(event, i))), ...operator.finish()];
    expect(found.map(written)).toEqual(each.expect);
  });
});
