import { isAnomalyIndex } from "../../operators/anomaly/record.ts";
import type { IndexRouter } from "../index-router.ts";
import type { LineRoute } from "./line-taker.ts";

/**
 * What to do with lines of an index; undefined where each is to be parsed: anomaly records are made events first.
 * @param taken by rule: 0 where it takes no events
 */
export function lineRoute(index: string | undefined, router: IndexRouter, taken: Uint8Array): LineRoute | undefined {
  const { any, byRule, accepts } = router.rulesFor(index);
  if (isAnomalyIndex(index)) return undefined;
  return { any, byRule, accepts: accepts.map((accepted, rule) => (taken[rule] === 0 ? 0 : accepted)) };
}
