import fc from "fast-check";
import { expect, test } from "vitest";
import type { Alert } from "../alerts/alert.ts";
import { ALERT_SORTS, alertSearch } from "./alert-search.ts";
import { ALERT_STATUSES, alertStore, type StoredAlert } from "./alerts.ts";
import { openDatabase } from "./database.ts";

const alert = (id: string, time: string): Alert => ({
  _id: id,
  "@timestamp": time,
  "kibana.alert.rule.uuid": "r",
  "kibana.alert.rule.name": "R",
  "kibana.alert.severity": "low",
  "kibana.alert.risk_score": 21,
});

test("a histogram counts alerts by the bin that their time is in, not by the time itself", () => {
  const database = openDatabase(":memory:");
  const times = ["2024-05-01T10:05:00.000Z", "2024-05-01T10:10:00.000Z", "2024-05-01T11:55:00.000Z"];
  alertStore(database).add(
    times.map((time, i) => alert(String(i), time)),
    1_000,
  );
  expect(alertSearch(database).histogram({}, 3_600_000)).toEqual([
    { bin: Date.parse("2024-05-01T10:00:00.000Z"), severity: "low", count: 2 },
    { bin: Date.parse("2024-05-01T11:00:00.000Z"), severity: "low", count: 1 },
  ]);
  database.close();
});

const HOSTS = ["a", "b", "c", undefined];
const TECHNIQUES = ["T1", "T2", "T3"];
const SEVERITIES = ["low", "medium", "high", "critical"];

/** An alert of a few numbers. */
const made = (n: number, [host, severity, technique, minute]: readonly [number, number, number, number]): Alert => ({
  ...alert(`id${n}`, new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString()),
  "kibana.alert.severity": SEVERITIES[severity] ?? "low",
  "kibana.alert.risk_score": severity * 10,
  "kibana.alert.rule.threat": [{ tactic: { id: "TA1" }, technique: [{ id: TECHNIQUES[technique] ?? "" }] }],
  ...(host < 3 && { host: { name: HOSTS[host] ?? "" } }),
});

const numbers = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(2), fc.nat(30));
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("add"), alerts: fc.array(numbers, { maxLength: 12 }) }),
    fc.record({
      kind: fc.constant("triage"),
      which: fc.nat(30),
      status: fc.constantFrom(...ALERT_STATUSES),
      tag: fc.constantFrom("x", "y"),
    }),
    fc.record({ kind: fc.constant("delete"), before: fc.nat(40) }),
  ),
  { maxLength: 12 },
);
const filters = fc.record(
  {
    status: fc.subarray([...ALERT_STATUSES], { minLength: 1 }),
    severity: fc.subarray(SEVERITIES, { minLength: 1 }),
    host: fc.subarray(["a", "b", "z"], { minLength: 1 }),
    technique: fc.subarray(["T1", "T2", "TA1"], { minLength: 1 }),
    tag: fc.constant(["x"]),
    from: fc.nat(30).map((minute) => Date.UTC(2024, 0, 1, 0, minute)),
  },
  { requiredKeys: [] },
);

test("alerts are found and counted as one who looks at each of them finds and counts", async () => {
  await fc.assert(
    fc.asyncProperty(steps, filters, fc.constantFrom(...ALERT_SORTS), fc.boolean(), async (history, filter, sort, ascending) => {
      const database = openDatabase(":memory:");
      const store = alertStore(database);
      const search = alertSearch(database);
      let n = 0;
      for (const step of history) {
        if (step.kind === "add") store.add("alerts" in step ? step.alerts.map((each) => made(n++, each)) : [], n);
        if (step.kind === "triage" && "which" in step)
          store.triage([`id${step.which}`], { status: { to: step.status, by: "p", at: 1 }, addTags: [step.tag] });
        if (step.kind === "delete" && "before" in step) store.deleteBefore(step.before);
        expect(search.count({})).toBe(store.count());
      }
      const all = store.after(0, 10_000);
      const fitting = all.filter((each) => fits(each, filter));
      expect(search.count(filter)).toBe(fitting.length);
      expect(search.ids(filter, 1_000)).toEqual(fitting.map(({ id }) => id).toReversed());
      const pages: string[] = [];
      for (let after: string | undefined = ""; after !== undefined; ) {
        const page = search.page(filter, { sort, ascending, size: 4, ...(after !== "" && { after }) });
        pages.push(...page.alerts.map(({ id }) => id));
        after = page.next;
      }
      const key = (each: StoredAlert): number =>
        sort === "time" ? each.time : sort === "risk" ? each.risk : SEVERITIES.indexOf(each.severity);
      const order = fitting.toSorted((a, b) => (ascending ? 1 : -1) * (key(a) - key(b) || a.sequence - b.sequence));
      expect(pages).toEqual(order.map(({ id }) => id));
      for (const { field, values } of search.facets(filter, 100)) {
        const { [field as "host"]: _, ...rest } = filter;
        const counts = new Map<string, number>();
        for (const each of all.filter((one) => fits(one, rest)))
          for (const value of valuesOf(each, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
        expect(new Map(values.map(({ value, count }) => [value, count])), field).toEqual(counts);
      }
      const tested = await search.tested(filter, { name: "high", passes: (each) => each["kibana.alert.severity"] === "high" });
      expect(search.count(tested)).toBe(fitting.filter(({ severity }) => severity === "high").length);
      database.close();
    }),
    { numRuns: 60 },
  );
});

type Filter = Parameters<ReturnType<typeof alertSearch>["count"]>[0];

const fits = (each: StoredAlert, { status, severity, host, technique, tag, from }: Filter): boolean =>
  (status === undefined || status.includes(each.status)) &&
  (severity === undefined || severity.includes(each.severity)) &&
  (host === undefined || (each.host !== null && host.includes(each.host))) &&
  (technique === undefined || [...each.techniques, ...each.tactics].some((id) => technique.includes(id))) &&
  (tag === undefined || each.tags.some((one) => tag.includes(one))) &&
  (from === undefined || each.time >= from);

function valuesOf(each: StoredAlert, field: string): readonly string[] {
  const { ruleId, techniques, tags, assignees, host, user, status, severity } = each;
  const values: Readonly<Record<string, readonly (string | null)[]>> = {
    rule: [ruleId],
    technique: techniques,
    tag: tags,
    assignee: assignees,
    host: [host],
    user: [user],
    status: [status],
    severity: [severity],
  };
  return (values[field] ?? []).filter((value) => value !== null);
}
