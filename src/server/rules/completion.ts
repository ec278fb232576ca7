import { defaultFields } from "../../event/schema.ts";
import { ESQL_AGGREGATES, ESQL_FUNCTIONS } from "../../functions/esql/table.ts";
import { FUNCTIONS, type QueryFunction } from "../../functions/table.ts";
import type { Completion } from "../wire/rules.ts";

let known: Completion | undefined;

/** All known fields and functions; made once, since they do not change. */
export function completionOf(): Completion {
  known ??= { fields: fieldNames(), functions: [...FUNCTIONS.values()].map(described).concat(esqlFunctions()) };
  return known;
}

function fieldNames(): Completion["fields"] {
  const fields = defaultFields();
  return Array.from(fields.names(), (name) => ({ name, type: fields.get(name)?.kind ?? "unknown" }))
    .filter(({ type }) => type !== "object")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const described = ({ name, params, result, summary }: QueryFunction): Completion["functions"][number] => ({
  language: "eql",
  name,
  signature: `${name}(${params.map((param) => (param.optional ? `[${param.name}]` : param.name)).join(", ")}): ${result}`,
  summary,
});

/** Operators are functions whose names no query can call. */
const esqlFunctions = (): Completion["functions"] =>
  [...new Set([...ESQL_FUNCTIONS.values(), ...ESQL_AGGREGATES.values()])]
    .filter(({ name }) => /^\w+$/.test(name))
    .map(({ name, params, summary }) => ({
      language: "esql",
      name: name.toUpperCase(),
      signature: `${name.toUpperCase()}(${params.map((param) => (param.optional ? `[${param.name}]` : param.name)).join(", ")})`,
      summary,
    }));
