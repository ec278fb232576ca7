import { presence } from "../presence.ts";

export const present = presence({
  name: "present",
  summary: "Whether there is a value.",
  present: true,
  examples: [
    { query: "PRESENT(x)", columns: { x: { type: "integer", values: [null, 1] } }, result: true, type: "boolean" },
    { query: "PRESENT(x)", columns: { x: { type: "integer", values: [null] } }, result: false, type: "boolean" },
  ],
});
