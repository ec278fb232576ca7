import type { JsonObject } from "../../event/json.ts";
import { plural } from "./quantity.ts";

/** Share of the history window below which «never seen before» says little. */
const WEAK_COVERAGE = 0.5;

/** Alerts of new-terms rules whose history lies mostly before the first event: the table shows them as one line. */
export interface WeakHistory {
  /** True where the alert is one of these; it is counted. */
  take(alert: JsonObject): boolean;
  /** The line, or nothing. */
  line(): string | undefined;
}

export function createWeakHistory(): WeakHistory {
  const rules = new Set<unknown>();
  let count = 0;
  return {
    take(alert) {
      const coverage = alert["tocsin.history_coverage"];
      if (typeof coverage !== "number" || coverage >= WEAK_COVERAGE) return false;
      count++;
      rules.add(alert["kibana.alert.rule.uuid"]);
      return true;
    },
    line: () =>
      count === 0
        ? undefined
        : `and ${plural(count, "alert")} of ${plural(rules.size, "new-terms rule")} that had seen less than half of their history: give earlier events with --history`,
  };
}
