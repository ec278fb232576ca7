import { describe, expect, test } from "vitest";
import { isFault } from "../src/functions/esql/define.ts";
import type { EsqlAggregate, EsqlAggregateExample, EsqlCallContext } from "../src/functions/esql/function.ts";
import { ESQL_AGGREGATES, ESQL_FUNCTIONS } from "../src/functions/esql/table.ts";
import type { EsqlValue } from "../src/functions/esql/value.ts";
import { evaluate, type Typed } from "./support/esql-expression.ts";

const functions = new Set(ESQL_FUNCTIONS.values());
const aggregates = new Set(ESQL_AGGREGATES.values());

const INSTANT = Date.UTC(2026, 0, 2, 3, 4, 5);

function listening(): { context: EsqlCallContext; warnings: string[] } {
  const warnings: string[] = [];
  return { warnings, context: { now: INSTANT, warn: (exception) => warnings.push(exception) } };
}

describe("functions of ES|QL", () => {
  test.each([...functions].map((entry) => [entry.name, entry] as const))("%s does what its examples say", (_, { examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { query, result, type, warning } of examples) {
      const { context, warnings } = listening();
      expect({ query, ...evaluate(query, context) }).toEqual({ query, type, value: result });
      expect({ query, warnings }).toEqual({ query, warnings: warning === undefined ? [] : [warning] });
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
      const { context, warnings } = listening();
      const { query, result, type, warning } = example;
      expect({ query, ...run(entry, example, context) }).toEqual({ query, type, value: result });
      expect({ query, warnings }).toEqual({ query, warnings: warning === undefined ? [] : [warning] });
    }
  });
});

/** Over every split of the rows in two, the states having been JSON in between. */
function run(entry: EsqlAggregate, { query, columns }: EsqlAggregateExample, context: EsqlCallContext): Typed {
  const written = query.slice(query.indexOf("(") + 1, -1).split(/,\s*/);
  const constants = written.map((text) => (text in columns || text === "*" || text === "" ? undefined : evaluate(text, context)));
  const args = written.flatMap((text, i) => {
    if (text === "*" || text === "") return [];
    const constant = constants[i];
    return [constant ? { type: constant.type, constant: constant.value } : { type: columns[text]?.type ?? "null" }];
  });
  const type = entry.result(args);
  const prepared = entry.prepare(args);
  if (isFault(type)) throw new Error(type.fault);
  if (isFault(prepared)) throw new Error(prepared.fault);
  const count = Object.values(columns)[0]?.values.length ?? 0;
  const rows = Array.from({ length: count }, (_, row) =>
    written.slice(0, args.length).map((text, i): EsqlValue => constants[i]?.value ?? columns[text]?.values[row] ?? null),
  );
  const stateOf = (part: readonly (readonly EsqlValue[])[]): unknown =>
    JSON.parse(JSON.stringify(part.reduce((state, row) => prepared.add(state, row, context), prepared.init())));
  const silent: EsqlCallContext = { ...context, warn: () => undefined };
  const whole = prepared.finish(stateOf(rows), context);
  for (let cut = 0; cut <= count; cut++) {
    const merged = prepared.merge(stateOf(rows.slice(0, cut)), stateOf(rows.slice(cut)));
    expect({ query, cut, value: prepared.finish(merged, silent) }).toEqual({ query, cut, value: whole });
  }
  return { type, value: whole };
}
