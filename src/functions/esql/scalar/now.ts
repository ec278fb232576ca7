import { scalar } from "../define.ts";

export const now = scalar({
  name: "now",
  summary: "The time of the query, one for all its rows: in a rule the slot it is judged for.",
  params: [],
  result: "date",
  evaluate: (_, context) => context.now,
  examples: [{ query: "NOW() == NOW()", result: true, type: "boolean" }],
});
