import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFault } from "./define.ts";
import type { EsqlAggregate, EsqlArgument, EsqlCallContext, PreparedAggregate } from "./function.ts";
import { ESQL_AGGREGATES } from "./table.ts";
import type { EsqlType } from "./type.ts";
import type { EsqlScalar, EsqlValue } from "./value.ts";
import { valueOf } from "./value.ts";
import { plain } from "./whole.ts";

const CONTEXT: EsqlCallContext = { now: 0, warn: () => undefined };

const LONG = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(plain);

/** A few values of each type, so that they repeat. */
const SCALARS: Partial<Record<EsqlType, fc.Arbitrary<EsqlScalar>>> = {
  boolean: fc.boolean(),
  integer: fc.integer({ min: -5, max: 5 }),
  long: fc.oneof(LONG, fc.integer({ min: -3, max: 3 })),
  double: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), fc.constantFrom(0.1, 0.2, 1e16, -1e16)),
  keyword: fc.constantFrom("a", "b", "B", "", "7", "__proto__", "𝒳", "ｚ"),
  date: fc.integer({ min: 0, max: 5 }),
  date_nanos: fc.bigInt({ min: 0n, max: 3n }),
  ip: fc.constantFrom("10.0.0.9", "10.0.0.10", "::1"),
};

const CONSTANTS: Readonly<Record<string, EsqlArgument>> = {
  limit: { type: "integer", constant: 3 },
  order: { type: "keyword", constant: "desc" },
  percentile: { type: "double", constant: 37.5 },
  precision: { type: "integer", constant: 100 },
};

/** Types of the arguments: of each parameter one that it takes. */
const argumentsOf = ({ params }: EsqlAggregate): fc.Arbitrary<readonly EsqlArgument[]> =>
  fc.tuple(
    ...params.map(({ name, types }): fc.Arbitrary<EsqlArgument> => {
      const constant = CONSTANTS[name];
      if (constant) return fc.constant(constant);
      return fc.constantFrom(...types.filter((type) => SCALARS[type])).map((type) => ({ type }));
    }),
  );

const valueFor = ({ type, constant }: EsqlArgument): fc.Arbitrary<EsqlValue> =>
  constant === undefined
    ? fc.array(SCALARS[type] as fc.Arbitrary<EsqlScalar>, { maxLength: 3 }).map((values) => valueOf(values))
    : fc.constant(constant);

interface Run {
  readonly args: readonly EsqlArgument[];
  readonly rows: readonly (readonly EsqlValue[])[];
  readonly cuts: readonly number[];
}

const runsOf = (entry: EsqlAggregate): fc.Arbitrary<Run> =>
  argumentsOf(entry).chain((args) =>
    fc.record({
      args: fc.constant(args),
      rows: fc.array(fc.tuple(...args.map(valueFor)), { maxLength: 12 }),
      cuts: fc.array(fc.nat(12), { maxLength: 3 }),
    }),
  );

function prepared(entry: EsqlAggregate, args: readonly EsqlArgument[]): PreparedAggregate {
  const aggregate = entry.prepare(args);
  if (isFault(aggregate)) throw new Error(aggregate.fault);
  return aggregate;
}

const throughJson = (state: unknown): unknown => JSON.parse(JSON.stringify(state));

const stateOf = (aggregate: PreparedAggregate, rows: Run["rows"]): unknown =>
  throughJson(rows.reduce<unknown>((state, row) => aggregate.add(throughJson(state), row, CONTEXT), aggregate.init()));

function parted({ rows, cuts }: Run): readonly Run["rows"][] {
  const places = [0, ...cuts.toSorted((a, b) => a - b), rows.length];
  return places.slice(1).map((end, i) => rows.slice(places[i], end));
}

const entries = [...new Set(ESQL_AGGREGATES.values())].map((entry) => [entry.name, entry] as const);

/** These ask which row came first: of equal sort values, of distinct values. */
const BY_ORDER = new Set(["first", "last", "values", "top"]);

describe.each(entries)("%s", (_, entry) => {
  test("over rows in parts is what it is over all of them", () => {
    fc.assert(
      fc.property(runsOf(entry), (run) => {
        const aggregate = prepared(entry, run.args);
        const whole = aggregate.finish(stateOf(aggregate, run.rows), CONTEXT);
        const states = parted(run).map((rows) => stateOf(aggregate, rows));
        const merged = states.reduce((earlier, later) => throughJson(aggregate.merge(earlier, later)), throughJson(aggregate.init()));
        expect(aggregate.finish(merged, CONTEXT)).toEqual(whole);
      }),
    );
  });
});

describe.each(entries.filter(([name]) => !BY_ORDER.has(name)))("%s", (_, entry) => {
  test("does not depend on the order of the rows", () => {
    fc.assert(
      fc.property(runsOf(entry), (run) => {
        const aggregate = prepared(entry, run.args);
        const forward = aggregate.finish(stateOf(aggregate, run.rows), CONTEXT);
        expect(aggregate.finish(stateOf(aggregate, run.rows.toReversed()), CONTEXT)).toEqual(forward);
      }),
    );
  });
});

describe("past their bounds", () => {
  const numbers = Array.from({ length: 100_000 }, (_, i) => [((i * 7919) % 100_000) + 1]);

  test("a count of distinct values is near", () => {
    const aggregate = prepared(ESQL_AGGREGATES.get("count_distinct") as EsqlAggregate, [{ type: "integer" }]);
    const [first, second] = [numbers.slice(0, 60_000), numbers.slice(50_000)].map((rows) =>
      rows.reduce<unknown>((state, row) => aggregate.add(state, row, CONTEXT), aggregate.init()),
    );
    const count = Number(aggregate.finish(aggregate.merge(throughJson(first), throughJson(second)), CONTEXT));
    expect(Math.abs(count - 100_000)).toBeLessThan(3_000);
  });

  test("quantiles are near, whatever the parts", () => {
    const aggregate = prepared(ESQL_AGGREGATES.get("percentile") as EsqlAggregate, [
      { type: "integer" },
      { type: "integer", constant: 90 },
    ]);
    const fold = (rows: Run["rows"]): unknown => rows.reduce<unknown>((state, row) => aggregate.add(state, row, CONTEXT), aggregate.init());
    const whole = aggregate.finish(fold(numbers), CONTEXT);
    const merged = aggregate.finish(aggregate.merge(fold(numbers.slice(0, 5_000)), fold(numbers.slice(5_000))), CONTEXT);
    expect(merged).toBe(whole);
    expect(Math.abs(Number(whole) - 90_000)).toBeLessThan(900);
  });
});
