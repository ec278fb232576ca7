import { atLeast, clamping } from "../clamping.ts";
import type { EsqlScalar } from "../value.ts";

export const clampMin = clamping({
  name: "clamp_min",
  summary: "The value, at least the bound.",
  bounds: ["min"],
  clamp: (order, value, [bound]) => atLeast(order, value, bound as EsqlScalar),
  examples: [{ query: "CLAMP_MIN(-1, 0)", result: 0, type: "integer" }],
});
