import type { EsqlType } from "../../functions/esql/type.ts";
import { NUMERIC, SPAN, STRING } from "../../functions/esql/type-sets.ts";

/** A set of types as Elasticsearch's messages name it: `string`, `numeric`, `ip or version`. */
export function describeTypes(types: readonly EsqlType[]): string {
  const rest = new Set<EsqlType>(types.filter((type) => type !== "null" && type !== "_source"));
  const names: string[] = [];
  for (const [set, name] of SETS) {
    if (!set.every((type) => rest.has(type))) continue;
    names.push(name);
    for (const type of set) rest.delete(type);
  }
  return [...names, ...rest].join(" or ");
}

const SETS: readonly (readonly [readonly EsqlType[], string])[] = [
  [STRING, "string"],
  [NUMERIC, "numeric"],
  [["integer", "long", "double"], "numeric except unsigned_long"],
  [SPAN, "dateperiod or timeduration"],
];
