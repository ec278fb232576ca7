import fc from "fast-check";
import { expect, test } from "vitest";
import { ESQL_AGGREGATES, ESQL_FUNCTIONS } from "../src/functions/esql/table.ts";
import { isQueryError } from "../src/toolkit/query-error.ts";
import { compileEsqlText } from "../src/toolkit/esql-query.ts";

/** Values of every type, one and several. */
// biome-ignore format: table
const VALUES: readonly string[] = [
  "null", "1", "-3", "5000000000", "1.5", "-0.0", "[1, 2]", "[1.5, 2.5]", '"abc"', '""', '"2024-01-01"', '["b", "a", "b"]', "true", "[true, false]",
  'TO_UNSIGNED_LONG("18446744073709551615")', 'TO_UNSIGNED_LONG(["1", "18446744073709551615"])', 'TO_GEOPOINT("POINT(1 2)")',
  'TO_IP("1.2.3.4")', 'TO_IP(["::1", "1.1.1.1"])', 'TO_VERSION("1.2")', 'TO_VERSION(["1", "2"])',
  'TO_DATETIME("2024-01-01")', 'TO_DATETIME(["2024-01-01", "2023-01-01"])',
  'TO_DATE_NANOS("2024-01-01T00:00:00.000000001Z")', 'TO_DATE_NANOS(["2024-01-01T00:00:00.000000001Z", "2023-01-01"])',
];
const SPANS: readonly string[] = ["1 day", "1 hour"];
const OPERATORS: readonly string[] = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "and", "or", "like", "rlike"];

const isName = (name: string): boolean => /^[a-z]\w*$/.test(name);
const anyName = fc.constantFrom(...[...ESQL_FUNCTIONS.keys()].filter(isName));
const anyAggregate = fc.constantFrom(...ESQL_AGGREGATES.keys());
const anyValue = fc.constantFrom(...VALUES);
const anyArguments = fc.array(anyValue, { minLength: 1, maxLength: 4 });
const columnsOf = (values: readonly string[]): string => values.map((value, i) => `c${i} = ${value}`).join(", ");
const namesOf = (values: readonly string[]): string => values.map((_, i) => `c${i}`).join(", ");

const query = fc.oneof(
  fc.tuple(anyName, anyArguments).map(([name, values]) => `ROW ${columnsOf(values)} | EVAL x = ${name}(${namesOf(values)})`),
  fc
    .tuple(anyName, fc.array(fc.constantFrom(...VALUES, ...SPANS), { minLength: 1, maxLength: 4 }))
    .map(([name, values]) => `ROW x = ${name}(${values.join(", ")})`),
  fc
    .tuple(fc.constantFrom(...VALUES, ...SPANS), fc.constantFrom(...OPERATORS), fc.constantFrom(...VALUES, ...SPANS))
    .map(([left, operator, right]) => `ROW x = ${left} ${operator} ${right}`),
  fc
    .tuple(anyAggregate, anyArguments)
    .map(([name, values]) => `ROW ${columnsOf(values)} | STATS x = ${name}(${["c0", ...values.slice(1)].join(", ")}) BY c0`),
);

test("arguments of any types are a fault of the query, or give a value", () => {
  fc.assert(
    fc.property(query, (text) => {
      try {
        compileEsqlText(text, { now: 0 }).search([]);
      } catch (error) {
        expect({ text, error: isQueryError(error) || String(error) }).toEqual({ text, error: true });
      }
    }),
    { numRuns: 4_000 },
  );
});
