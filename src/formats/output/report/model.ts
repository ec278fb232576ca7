import { compareTimes } from "../alert-groups.ts";
import type { Collected } from "./collect.ts";
import type { KeptAlert } from "./kept-alert.ts";
import { createProcessForest, type ProcessForest } from "./process-forest.ts";
import type { ReportRun } from "./run.ts";
import { shownTime } from "./shown-alerts.ts";

/** An alert with the number the page calls it by. */
export interface NumberedAlert {
  readonly number: number;
  readonly time: number | undefined;
  readonly kept: KeptAlert;
}

/** What the sections of the page are made from. */
export interface ReportModel {
  readonly run: ReportRun;
  readonly data: Collected;
  /** Worst first, then by time; numbered from 1. */
  readonly alerts: readonly NumberedAlert[];
  /** The same by time. */
  readonly byTime: readonly NumberedAlert[];
  readonly forest: ProcessForest;
}

export function createModel(data: Collected, run: ReportRun): ReportModel {
  const alerts = data.whole.map((kept, i) => ({ number: i + 1, time: shownTime(kept), kept }));
  const byTime = alerts.toSorted((a, b) => compareTimes(a.time, b.time));
  const forest = createProcessForest();
  for (const { number, kept } of byTime) {
    const events = kept.members.length > 0 ? kept.members : [kept.event];
    for (const { lineage } of events) if (lineage) forest.add(lineage, number);
  }
  return { run, data, alerts, byTime, forest };
}
