import type { Place } from "../languages/place.ts";
import type { Rule } from "./model.ts";

/**
 * Where the rule's file has a path: the first of those given that it has. To be asked where there is a fault only,
 * since places take reading the file once more.
 */
export function placeIn(rule: Rule, ...paths: readonly string[]): Place {
  for (const path of paths) {
    const span = rule.spanOf(path);
    if (span) return { source: rule.source, span };
  }
  return undefined;
}
