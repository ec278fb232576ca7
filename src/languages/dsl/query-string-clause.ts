import { isJsonObject } from "../../event/json.ts";
import { checkOptions, fault, type LowerClause, malformed } from "./clause.ts";

/** `query_string`, where whoever asks reads Lucene: a clause of a language beside this one. */
export const lowerQueryString: LowerClause = (clause, context) => {
  const { body, path, name } = clause;
  if (!context.queryString) return fault(context, path, "T4101", `The query clause \`${name}\` is not supported`);
  if (!isJsonObject(body) || typeof body["query"] !== "string") return malformed(context, clause, "must hold a query");
  checkOptions(body, ["query", "analyze_wildcard", "allow_leading_wildcard", "default_operator", "default_field"], clause, context);
  const { default_operator: operator = "OR", default_field: field = "*" } = body;
  if (String(operator).toUpperCase() !== "OR" || field !== "*")
    return fault(context, path, "T4101", `\`${name}\` looks in all fields, with OR between words; another default is not supported`);
  return context.queryString(body["query"]);
};
