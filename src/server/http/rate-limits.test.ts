import { expect, test } from "vitest";
import { LOCAL } from "../auth/principal.ts";
import { createRateLimits, RATES } from "./rate-limits.ts";

const ANN = { ...LOCAL, name: "ann" };

test("a client that asks too often is told when to come again, and then may; others go on", () => {
  let time = 0;
  const limits = createRateLimits(() => time);
  const { burst, perMinute } = RATES.queries;
  for (let i = 0; i < burst; i++) limits.take("queries", ANN, "10.0.0.1");
  const isRefused = (): unknown => {
    try {
      limits.take("queries", ANN, "10.0.0.1");
    } catch (error) {
      return error;
    }
    return undefined;
  };
  expect(isRefused()).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
  limits.take("imports", ANN, "10.0.0.1");
  limits.take("queries", ANN, "10.0.0.2");
  limits.take("queries", LOCAL, "10.0.0.1");
  time += 60_000 / perMinute;
  expect(isRefused()).toBeUndefined();
  expect(isRefused()).toMatchObject({ status: 429 });
});
