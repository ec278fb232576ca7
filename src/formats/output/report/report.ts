import type { JsonObject } from "../../../event/json.ts";
import { createCollector } from "./collect.ts";
import { createModel } from "./model.ts";
import { renderPage } from "./page.ts";
import type { ReportRun } from "./run.ts";
import { SHOW_LIMITS, type ShowLimits } from "./shown-alerts.ts";

export type { ReportRun } from "./run.ts";

export interface ReportOptions {
  /** How many alerts are shown whole and as lines; default `SHOW_LIMITS`. */
  readonly limits?: Partial<ShowLimits>;
}

/** Gathers the alerts of a run, in bounded memory whatever their number and size, and makes one page of them. */
export interface Report {
  /** Alerts as the engine makes them, with all rule texts; a sequence's building blocks directly after it. */
  alert(alert: JsonObject): void;
  /** The page, in pieces to be written one after the other. The same alerts and run give the same page. */
  end(run: ReportRun): Iterable<string>;
}

/**
 * The HTML report: one file that needs nothing else, without scripts, safe whatever text the events hold.
 */
export function createReport(options: ReportOptions = {}): Report {
  const collector = createCollector({ ...SHOW_LIMITS, ...options.limits });
  return {
    alert: (alert) => collector.add(alert),
    end: (run) => renderPage(createModel(collector.collected(), run)),
  };
}
