import { describe, expect, test } from "vitest";
import { isFault } from "../src/functions/esql/define.ts";
import type { EsqlAggregate, EsqlAggregateExample, EsqlCallContext } from "../src/functions/esql/function.ts";
import { ESQL_AGGREGATES, ESQL_FUNCTIONS } from "../src/functions/esql/table.ts";
import type { EsqlType } from "../src/functions/esql/type.ts";
import { type EsqlScalar, type EsqlValue, isMulti } from "../src/functions/esql/value.ts";
import { textOf } from "../src/functions/esql/value-text.ts";
import { compileEsqlText } from "../src/toolkit/esql-query.ts";

const functions = new Set(ESQL_FUNCTIONS.values());
const aggregates = new Set(ESQL_AGGREGATES.values());

interface Evaluated {
  readonly type: string | undefined;
  readonly value: unknown;
  readonly warnings: readonly string[];
}

/** What an expression over constants gives in a query. */
function evaluate(expression: string): Evaluated {
  const { columns, rows, warnings } = compileEsqlText(`ROW result = ${expression}`, {}).search([]);
  return { type: columns[0]?.type, value: rows[0]?.[0], warnings };
}

/** A value as a cell of an answer: dates as text. */
function cellOf(value: EsqlValue, type: EsqlType): unknown {
  if (value === null) return null;
  const cell = (each: EsqlScalar): unknown => (type === "date" || type === "date_nanos" ? textOf(type)(each) : each);
  return isMulti(value) ? value.map(cell) : cell(value);
}

describe("functions of ES|QL", () => {
  test.each([...functions].map((entry) => [entry.name, entry] as const))("%s does what its examples say", (_, { examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { query, result, type, warning } of examples) {
      const { warnings, ...given } = evaluate(query);
      expect({ query, ...given }).toEqual({ query, type, value: cellOf(result, type) });
      expect({ query, warned: warnings.length > 0 }).toEqual({ query, warned: warning !== undefined });
      expect(warnings.at(-1)?.replace(/^Line \d+:\d+: /, "")).toBe(warning);
    }
  });

  test("a name stands for one function", () => {
    const names = [...functions, ...aggregates].flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(names.filter((name, i) => names.indexOf(name) !== i || name !== name.toLowerCase())).toEqual([]);
  });

  test("optional parameters come last, a variadic one at the very end", () => {
    for (const { name, params } of [...functions, ...aggregates]) {
      const firstOptional = params.findIndex((param) => param.optional);
      const required = params.findLastIndex((param) => !param.optional);
      expect({ name, ordered: firstOptional === -1 || firstOptional > required }).toEqual({ name, ordered: true });
      expect({ name, variadic: params.findIndex((param) => param.variadic) }).toEqual({
        name,
        variadic: params.at(-1)?.variadic ? params.length - 1 : -1,
      });
    }
  });
});

describe("aggregates of ES|QL", () => {
  test.each([...aggregates].map((entry) => [entry.name, entry] as const))("%s does what its examples say", (_, entry) => {
    expect(entry.examples.length).toBeGreaterThan(0);
    for (const example of entry.examples) {
      const { query, result, type, warning } = example;
      const { warnings, ...given } = run(entry, example);
      expect({ query, ...given }).toEqual({ query, type, value: result });
      expect({ query, warnings }).toEqual({ query, warnings: warning === undefined ? [] : [warning] });
    }
  });
});

/** Over every split of the rows in two, the states having been JSON in between. */
function run(entry: EsqlAggregate, { query, columns }: EsqlAggregateExample): Evaluated {
  const warnings: string[] = [];
  const context: EsqlCallContext = { now: 0, warn: (exception) => warnings.push(exception) };
  const written = query.slice(query.indexOf("(") + 1, -1).split(/,\s*/);
  const names = written.filter((text) => text !== "*" && text !== "");
  const constants = names.map((text) => (text in columns ? undefined : evaluate(text)));
  const args = names.map((text, i) => {
    const constant = constants[i];
    return constant ? { type: constant.type as EsqlType, constant: constant.value as EsqlValue } : { type: columns[text]?.type ?? "null" };
  });
  const type = entry.result(args);
  const prepared = entry.prepare(args);
  if (isFault(type)) throw new Error(type.fault);
  if (isFault(prepared)) throw new Error(prepared.fault);
  const count = Object.values(columns)[0]?.values.length ?? 0;
  const rows = Array.from({ length: count }, (_, row) =>
    names.map((text, i) => (constants[i]?.value as EsqlValue | undefined) ?? columns[text]?.values[row] ?? null),
  );
  const stateOf = (part: readonly (readonly EsqlValue[])[]): unknown =>
    JSON.parse(JSON.stringify(part.reduce((state, row) => prepared.add(state, row, context), prepared.init())));
  const whole = prepared.finish(stateOf(rows), context);
  const told = [...warnings];
  for (let cut = 0; cut <= count; cut++) {
    const merged = prepared.merge(stateOf(rows.slice(0, cut)), stateOf(rows.slice(cut)));
    expect({ query, cut, value: prepared.finish(merged, context) }).toEqual({ query, cut, value: whole });
  }
  return { type, value: whole, warnings: told };
}
