import { formatTime } from "../../event/time.ts";
import type { StoredAlert } from "../../store/alerts.ts";
import { noteStore } from "../../store/notes.ts";
import type { Service } from "../service.ts";
import type { AlertRow } from "../wire/alerts.ts";
import type { Severity } from "../wire/json.ts";

/** Alerts as the pages list them. */
export function alertRows(alerts: readonly StoredAlert[], service: Service): readonly AlertRow[] {
  const notes = noteStore(service.database).counts(alerts.map(({ id }) => id));
  return alerts.map((alert) => alertRow(alert, notes.get(alert.id) ?? 0));
}

export const alertRow = (alert: StoredAlert, notes: number): AlertRow => ({
  id: alert.id,
  time: formatTime(alert.time),
  eventTime: alert.eventTime === null ? null : formatTime(alert.eventTime),
  detected: formatTime(alert.detected),
  ruleId: alert.ruleId,
  ruleName: alert.ruleName,
  severity: alert.severity as Severity,
  risk: alert.risk,
  status: alert.status,
  host: alert.host,
  user: alert.user,
  process: alert.process,
  reason: alert.reason,
  techniques: alert.techniques,
  tags: alert.tags,
  assignees: alert.assignees,
  notes,
  suppressed: alert.suppressed,
  buildingBlock: alert.buildingBlock,
});
