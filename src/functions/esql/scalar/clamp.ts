import { atLeast, atMost, clamping } from "../clamping.ts";
import type { EsqlScalar } from "../value.ts";

export const clamp = clamping({
  name: "clamp",
  summary: "The value, at least the first bound and at most the second.",
  bounds: ["min", "max"],
  clamp: (order, value, [least, greatest]) => atMost(order, atLeast(order, value, least as EsqlScalar), greatest as EsqlScalar),
  examples: [
    { query: "CLAMP(15, 0, 10)", result: 10, type: "integer" },
    { query: "CLAMP(-1, 0, 10)", result: 0, type: "integer" },
    { query: 'CLAMP("m", "a", "f")', result: "f", type: "keyword" },
  ],
});
