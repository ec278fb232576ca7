import type { EsqlAggregate, EsqlFunction } from "./function.ts";

/** Every scalar function and operator, by name and alias. */
export const ESQL_FUNCTIONS: ReadonlyMap<string, EsqlFunction> = new Map();

/** Every aggregate function of STATS, by name and alias. */
export const ESQL_AGGREGATES: ReadonlyMap<string, EsqlAggregate> = new Map();
