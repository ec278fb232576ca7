import { atMost, clamping } from "../clamping.ts";
import type { EsqlScalar } from "../value.ts";

export const clampMax = clamping({
  name: "clamp_max",
  summary: "The value, at most the bound.",
  bounds: ["max"],
  clamp: (order, value, [bound]) => atMost(order, value, bound as EsqlScalar),
  examples: [{ query: "CLAMP_MAX(15, 10)", result: 10, type: "integer" }],
});
