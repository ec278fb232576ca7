import { presence } from "../presence.ts";

export const absent = presence({
  name: "absent",
  summary: "Whether there is no value.",
  present: false,
  examples: [
    { query: "ABSENT(x)", columns: { x: { type: "integer", values: [null, 1] } }, result: false, type: "boolean" },
    { query: "ABSENT(x)", columns: { x: { type: "integer", values: [null] } }, result: true, type: "boolean" },
  ],
});
