import type { FieldTable } from "../../event/field-type.ts";
import { ESQL_AGGREGATES, ESQL_FUNCTIONS } from "../../functions/esql/table.ts";
import { FUNCTIONS, type QueryFunction } from "../../functions/table.ts";
import type { Completion } from "../wire/rules.ts";

const made = new WeakMap<FieldTable, Completion>();

/** All known fields and functions; made once, since they do not change. */
export function completionOf(fields: FieldTable): Completion {
  let known = made.get(fields);
  if (!known)
    made.set(fields, (known = { fields: fieldNames(fields), functions: [...FUNCTIONS.values()].map(described).concat(esqlFunctions()) }));
  return known;
}

function fieldNames(fields: FieldTable): Completion["fields"] {
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
