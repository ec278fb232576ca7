import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";
import { mappingFields } from "../../event/schema.ts";
import { kuery } from "../../languages/kuery/index.ts";
import { lowerEsql } from "../../languages/esql/lower.ts";
import { parseEsql } from "../../languages/esql/parser.ts";
import { lucene } from "../../languages/lucene/index.ts";
import { compilePredicate, createRecord } from "../../matcher/compile.ts";
import { evaluate } from "../../matcher/reference.ts";
import { ALL } from "../../plan/combine.ts";
import { combine } from "../../plan/esql-combine.ts";
import type { EsqlFrom, EsqlOp } from "../../plan/esql.ts";
import { pushDown } from "../../plan/esql-pushdown.ts";
import { hoistSearches } from "../../plan/esql-searches.ts";
import { withoutUnread } from "../../plan/esql-unread.ts";
import type { RuleWindow } from "../window.ts";
import { compileAggregation } from "./aggregation.ts";
import { compileEsqlQuery, createContext, type EsqlRows } from "./query.ts";
import { compileFrom } from "./source.ts";
import { EsqlWindowOperator } from "./window.ts";

const MINUTE = 60_000;
const fields = mappingFields({
  "@timestamp": { type: "date" },
  host: { type: "keyword" },
  user: { type: "keyword", fields: { caseless: { type: "keyword", normalizer: "lowercase" } } },
  ip: { type: "ip" },
  n: { type: "long" },
  d: { type: "double" },
  ok: { type: "boolean" },
});

function lower(text: string): EsqlOp {
  const { op, diagnostics } = lowerEsql(parseEsql(createSource("query", text)), { fields, inner: { kql: kuery, qstr: lucene } });
  if (!op) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return op;
}

const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | T[] | null> =>
  fc.oneof(
    { weight: 4, arbitrary: value },
    { weight: 1, arbitrary: fc.array(value, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

const document: fc.Arbitrary<JsonObject> = fc
  .record({
    time: fc.integer({ min: 0, max: 60 }),
    host: some(fc.constantFrom("a", "b", "C")),
    user: some(fc.constantFrom("root", "ROOT", "bob", "Ä")),
    ip: some(fc.constantFrom("10.0.0.1", "::1", "no")),
    n: some(fc.integer({ min: -3, max: 5 })),
    d: some(fc.constantFrom(0.1, 0.2, 1.5, -4)),
    ok: some(fc.boolean()),
  })
  .map(({ time, ...rest }) => ({ "@timestamp": time * 30_000, ...rest }));

const documents = fc
  .array(document, { maxLength: 25 })
  .map((list) => list.sort((a, b) => Number(a["@timestamp"]) - Number(b["@timestamp"])));

const QUERIES: readonly string[] = [
  'FROM x | WHERE host == "a" OR host == "b" | WHERE n > 0 AND ok | KEEP host, n',
  'FROM x | WHERE NOT (host == "a" AND user != "bob") | EVAL m = n + 1 | WHERE m > 1 AND host IS NOT NULL | KEEP host, m',
  'FROM x | EVAL host = TO_LOWER(host) | WHERE host == "c" AND user LIKE "*o*" | KEEP host, user',
  'FROM x | EVAL n = n * 2, m = n + 1 | WHERE m > 1 AND n < 8 | EVAL host = CONCAT(host, user) | WHERE host != "abob" | KEEP host, n, m',
  'FROM x | EVAL who = CASE(user == "bob", "B", host LIKE "a*", "A", n > 2, null) | WHERE who IS NOT NULL | KEEP who, n',
  'FROM x | EVAL who = CASE(user == "bob", "B", ok, "A", host IN ("a", "b"), "B", "D") | WHERE who != "B" | KEEP who, n',
  'FROM x | EVAL who = CASE(user != "bob", "B", n < 2, host) | WHERE who == "B" OR who IS NULL | STATS c = COUNT(*) BY who',
  'FROM x | EVAL at = NOW(), m = DATE_DIFF("minute", @timestamp, at), u = user | MV_EXPAND user | WHERE m < 4 AND u != user | KEEP u, user',
  'FROM x | WHERE user.caseless IN ("root", "ä") OR user.caseless == "Bob" OR NOT user.caseless LIKE "r*t" | KEEP user, n',
  'FROM x | WHERE user.caseless RLIKE "[^a-z]|b.b" AND user.caseless != "Root" AND user.caseless > "c" | KEEP user, n',
  'FROM x | MV_EXPAND user | WHERE user IN ("bob", "root") AND n IS NOT NULL | KEEP user, n',
  'FROM x | WHERE KQL("host: a or n >= 2") | STATS c = COUNT(*), s = SUM(n), a = AVG(d) BY host | SORT c DESC, host',
  "FROM x | STATS c = COUNT(*), v = MV_SORT(VALUES(user)), m = MAX(n), u = COUNT_DISTINCT(ip) BY host, ok | WHERE c >= 2",
  'FROM x | WHERE CIDR_MATCH(ip, "10.0.0.0/8") OR ip IS NULL | STATS low = MIN(d), c = COUNT(n) WHERE ok BY user',
  "FROM x | STATS c = COUNT(*) | WHERE c >= 0",
  "FROM x | INLINE STATS c = COUNT(*) BY host | WHERE c > 1 | KEEP host, c, n | SORT n, host, c | LIMIT 5",
  'FROM x | EVAL age = DATE_DIFF("minute", @timestamp, NOW()) | WHERE age < 4 AND host == "a" | STATS c = COUNT(*) BY user',
  'FROM x | STATS a = FIRST(user, @timestamp), z = LAST(n, @timestamp), t = TOP(n, 2, "desc") BY host',
  "FROM x | STATS c = COUNT(*) BY host, user | STATS hosts = COUNT(host), c = SUM(c) BY user | WHERE hosts > 1",
];

function search(op: EsqlOp, list: readonly JsonObject[], now: number): EsqlRows {
  const run = compileEsqlQuery(op).search(now);
  const { where } = op.source as EsqlFrom;
  const passes = compilePredicate(where);
  for (const each of list) if (passes(createRecord(each, now))) run.push(each);
  return run.finish();
}

const NOW = 40 * MINUTE;

describe.each(QUERIES)("%s", (text) => {
  const op = lower(text);

  test("rewrites do not change results", () => {
    const plain = (list: readonly JsonObject[]): unknown => search(op, list, NOW).rows;
    const ways: readonly EsqlOp[] = [
      combine(op),
      pushDown(op),
      pushDown(combine(op), true),
      withoutUnread(hoistSearches(pushDown(combine(op), true))),
    ];
    fc.assert(
      fc.property(documents, (list) => {
        for (const way of ways) expect(search(way, list, NOW).rows).toEqual(plain(list));
      }),
      { numRuns: 60 },
    );
  });

  test("the matcher and the reference judge what is moved to the source alike", () => {
    // Shared predicates say more: they know what EVAL makes of fields.
    for (const shared of [false, true]) {
      const { where } = pushDown(combine(op), shared).source as EsqlFrom;
      const fast = compilePredicate(where);
      fc.assert(
        fc.property(document, (each) => {
          expect(fast(createRecord(each, NOW))).toBe(evaluate(where, each, NOW));
        }),
        { numRuns: 200 },
      );
    }
  });

  test("over a window that slides, every slot gives what the query gives over the window's events", () => {
    const windows: readonly RuleWindow[] = [
      { interval: 5 * MINUTE, from: -9 * MINUTE, to: 0 },
      { interval: 3 * MINUTE, from: -20 * MINUTE, to: -1 * MINUTE },
    ];
    const rewritten = withoutUnread(hoistSearches(pushDown(combine(op), true)));
    const { where } = rewritten.source as EsqlFrom;
    const query: EsqlOp = { ...rewritten, source: { ...(rewritten.source as EsqlFrom), where: ALL } };
    const passes = compilePredicate(where);
    fc.assert(
      fc.property(documents, fc.constantFrom(...windows), fc.integer({ min: 0, max: 25 }), (list, window, stop) => {
        const judged: number[] = [];
        const make = (): EsqlWindowOperator<number> =>
          new EsqlWindowOperator<number>(query, "row", window, { trace: ({ slot }) => judged.push(slot) });
        let operator = make();
        const saved: [string, unknown][] = [];
        const found: Record<number, unknown[]> = {};
        const take = (candidates: readonly { slot: number; columns: object }[]): void => {
          for (const { slot, columns } of candidates) (found[slot] ??= []).push(columns);
        };
        list.forEach((each, i) => {
          if (i === stop) {
            // As a store would keep it.
            saved.push(...(JSON.parse(JSON.stringify(operator.changes())) as [string, unknown][]));
            operator = make();
            operator.restore(new Map(saved.filter(([, state]) => state !== undefined)));
          }
          if (passes(createRecord(each))) take(operator.push({ ref: i, time: Number(each["@timestamp"]), document: each }));
        });
        take(operator.finish());
        for (const slot of judged) {
          const inside = list.filter(
            (each) => Number(each["@timestamp"]) >= slot + window.from && Number(each["@timestamp"]) <= slot + window.to,
          );
          const { columns, rows } = search(op, inside, slot);
          const objects = rows.map((row) =>
            Object.fromEntries(row.flatMap((cell, i) => (cell === null ? [] : [[columns[i]?.name ?? "", cell]]))),
          );
          expect([slot, found[slot] ?? []]).toEqual([slot, objects]);
        }
      }),
      { numRuns: 80 },
    );
  });
});

test("aggregates of parts, merged, are those of the whole", () => {
  const op = lower(
    "FROM x | STATS c = COUNT(*), s = SUM(n), v = VALUES(user), m = MIN(ip), a = AVG(n), u = COUNT_DISTINCT(host), l = LAST(n, @timestamp) BY host, ok",
  );
  const [stats] = op.commands;
  if (stats?.kind !== "stats") throw new Error("no STATS");
  const source = compileFrom(op.source as EsqlFrom);
  const aggregation = compileAggregation(stats.aggregates, stats.keys, source.layout, createContext({ now: NOW }));
  const groupsOf = (list: readonly JsonObject[]): ReturnType<typeof aggregation.create> => {
    const groups = aggregation.create();
    const row = source.create();
    for (const each of list) {
      source.fill(row, each);
      aggregation.add(groups, row);
    }
    return groups;
  };
  const shown = (groups: ReturnType<typeof aggregation.create>): unknown => [...aggregation.rows(groups)].map(({ values }) => values);
  fc.assert(
    fc.property(documents, fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 }), (list, first, second) => {
      const cuts = [0, ...[first, second].sort((a, b) => a - b), list.length];
      const parts = cuts.slice(1).map((end, i) => groupsOf(list.slice(cuts[i], end)));
      const merged = aggregation.create();
      for (const part of parts) aggregation.merge(merged, part);
      const before = parts.map(shown);
      expect(shown(merged)).toEqual(shown(groupsOf(list)));
      expect(parts.map(shown)).toEqual(before);
    }),
  );
});
