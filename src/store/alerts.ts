import type { Alert } from "../alerts/alert.ts";
import { suppressionUpdate } from "../alerts/suppression.ts";
import type { Suppression } from "../engine/suppression.ts";
import { formatTime } from "../event/time.ts";
import type { JsonObject } from "../event/json.ts";
import { type AlertColumns, alertColumns, splitAlert } from "./alert-row.ts";
import type { Database } from "./database.ts";

export const ALERT_STATUSES = ["open", "acknowledged", "closed"] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** An alert as it is stored: its columns and, where asked for, the document. */
export interface StoredAlert extends AlertColumns {
  readonly sequence: number;
  /** When the service made it, epoch milliseconds. */
  readonly detected: number;
  readonly status: AlertStatus;
  readonly statusChanged: number | null;
  readonly statusBy: string | null;
  readonly statusReason: string | null;
  readonly tags: readonly string[];
  readonly assignees: readonly string[];
}

/** A change that a person makes to alerts; what is absent stays. */
export interface Triage {
  readonly status?: { readonly to: AlertStatus; readonly by: string; readonly at: number; readonly reason?: string | undefined };
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly addAssignees?: readonly string[];
  readonly removeAssignees?: readonly string[];
}

/** Reads and writes alerts. Searching is `alert-search.ts`. */
export interface AlertStore {
  /** Adds alerts in the caller's transaction; one whose id is there already is left out. Gives those that are new. */
  add(alerts: readonly Alert[], detected: number): readonly StoredAlert[];
  /** Counts what was suppressed into a rule's alert. */
  grow(ruleId: string, suppression: Suppression): void;
  get(id: string): StoredAlert | undefined;
  /** The whole document with what triage has made of it; `_id` and `_index` in it. */
  document(id: string): Alert | undefined;
  documents(ids: readonly string[]): readonly Alert[];
  /** Alerts made after the one of this sequence number, oldest first. */
  after(sequence: number, limit: number): readonly StoredAlert[];
  /** Changes alerts; gives those that are there, as they are now. */
  triage(ids: readonly string[], change: Triage): readonly StoredAlert[];
  count(): number;
  /** Deletes alerts made before `time` by the clock: those of old events are kept as long as those of new ones. */
  deleteBefore(time: number): number;
}

export const ALERT_COLUMNS = `sequence, id, time, event_time, detected, rule_id, rule_name, rule_type, severity, risk, building_block, group_id, host, user, process, suppressed,
  reason, tactics, techniques, status, status_changed, status_by, status_reason, tags, assignees`;

const INSERT_ALERT = `INSERT OR IGNORE INTO alerts (id, time, event_time, detected, rule_id, rule_name, rule_type, severity, risk,
    building_block, group_id, host, user, process, suppressed, reason, tactics, techniques, document, block)
  VALUES (:id, :time, :eventTime, :detected, :ruleId, :ruleName, :ruleType, :severity, :risk,
    :isBlock, :group, :host, :user, :process, :suppressed, :reason, :tactics, :techniques, :document, :hash)`;

export function alertStore(database: Database): AlertStore {
  const insert = database.prepare(INSERT_ALERT);
  const insertBlock = database.prepare("INSERT OR IGNORE INTO rule_blocks (hash, fields) VALUES (?, ?)");
  const byId = database.prepare(`SELECT ${ALERT_COLUMNS} FROM alerts WHERE id = ?`);
  const whole = database.prepare(
    `SELECT document, fields, ${ALERT_COLUMNS} FROM alerts LEFT JOIN rule_blocks ON hash = block WHERE id = ?`,
  );
  const update = database.prepare(
    "UPDATE alerts SET status = ?, status_changed = ?, status_by = ?, status_reason = ?, tags = ?, assignees = ? WHERE id = ?",
  );
  const get = (id: string): StoredAlert | undefined => {
    const row = byId.get(id);
    return row && storedAlert(row);
  };
  const addOne = (alert: Alert, detected: number): StoredAlert | undefined => {
    const { buildingBlock, tactics, techniques, ...columns } = alertColumns(alert);
    const { document, block, hash } = splitAlert(alert);
    const { changes } = insert.run({
      ...columns,
      isBlock: Number(buildingBlock),
      tactics: JSON.stringify(tactics),
      techniques: JSON.stringify(techniques),
      detected,
      document,
      hash,
    });
    if (Number(changes) === 0) return undefined;
    insertBlock.run(hash, block);
    return get(columns.id);
  };
  const document = (id: string): Alert | undefined => {
    const row = whole.get(id);
    return row && wholeAlert(row);
  };
  const ofGroup = database.prepare(
    `SELECT id, document FROM alerts WHERE rule_id = ? AND time = ? AND json_extract(document, '$."kibana.alert.instance.id"') = ?`,
  );
  const setDocument = database.prepare("UPDATE alerts SET document = ?, suppressed = ? WHERE id = ?");
  return {
    grow(ruleId, suppression) {
      const row = ofGroup.get(ruleId, suppression.slot, suppression.instance);
      if (!row) return;
      const grown = { ...(JSON.parse(String(row["document"])) as JsonObject), ...suppressionUpdate(suppression) };
      setDocument.run(JSON.stringify(grown), suppression.docsCount, String(row["id"]));
    },
    add: (alerts, detected) => alerts.flatMap((alert) => addOne(alert, detected) ?? []),
    get,
    document,
    documents: (ids) => ids.map(document).filter((alert) => alert !== undefined),
    after: (sequence, limit) =>
      database
        .prepare(`SELECT ${ALERT_COLUMNS} FROM alerts WHERE sequence > ? ORDER BY sequence LIMIT ?`)
        .all(sequence, limit)
        .map(storedAlert),
    triage: (ids, change) =>
      ids.flatMap((id) => {
        const alert = get(id);
        if (!alert) return [];
        const next = triaged(alert, change);
        const lists = [JSON.stringify(next.tags), JSON.stringify(next.assignees)];
        update.run(next.status, next.statusChanged, next.statusBy, next.statusReason, ...lists, id);
        return next;
      }),
    count: () => Number(database.prepare("SELECT count(*) AS n FROM alerts").get()?.["n"]),
    deleteBefore: (time) => Number(database.prepare("DELETE FROM alerts WHERE detected < ?").run(time).changes),
  };
}

function triaged(
  alert: StoredAlert,
  { status, addTags = [], removeTags = [], addAssignees = [], removeAssignees = [] }: Triage,
): StoredAlert {
  return {
    ...alert,
    ...(status && { status: status.to, statusChanged: status.at, statusBy: status.by, statusReason: status.reason ?? null }),
    tags: changed(alert.tags, addTags, removeTags),
    assignees: changed(alert.assignees, addAssignees, removeAssignees),
  };
}

const changed = (list: readonly string[], add: readonly string[], remove: readonly string[]): readonly string[] => [
  ...new Set([...list, ...add].filter((each) => !remove.includes(each))),
];

type Row = Readonly<Record<string, unknown>>;

export function storedAlert(row: Row): StoredAlert {
  const texts = (column: string): readonly string[] => JSON.parse(String(row[column])) as string[];
  const nullable = (column: string): string | null => row[column] as string | null;
  return {
    sequence: Number(row["sequence"]),
    id: String(row["id"]),
    time: Number(row["time"]),
    eventTime: row["event_time"] as number | null,
    detected: Number(row["detected"]),
    ruleId: String(row["rule_id"]),
    ruleName: String(row["rule_name"]),
    ruleType: String(row["rule_type"]),
    severity: String(row["severity"]),
    risk: Number(row["risk"]),
    buildingBlock: row["building_block"] === 1,
    group: nullable("group_id"),
    host: nullable("host"),
    user: nullable("user"),
    process: nullable("process"),
    suppressed: Number(row["suppressed"]),
    reason: String(row["reason"]),
    tactics: texts("tactics"),
    techniques: texts("techniques"),
    status: String(row["status"]) as AlertStatus,
    statusChanged: row["status_changed"] as number | null,
    statusBy: nullable("status_by"),
    statusReason: nullable("status_reason"),
    tags: texts("tags"),
    assignees: texts("assignees"),
  };
}

const sharedOf = ({ fields }: Row): JsonObject => (fields === null ? {} : (JSON.parse(String(fields)) as JsonObject));

/** A row with `document` and `fields`, or what these hold, put together again. */
export function wholeAlert(row: Row, shared: JsonObject = sharedOf(row)): Alert {
  const stored = storedAlert(row);
  return {
    ...(JSON.parse(String(row["document"])) as JsonObject),
    ...shared,
    "kibana.alert.workflow_status": stored.status,
    "kibana.alert.workflow_tags": [...stored.tags],
    "kibana.alert.workflow_assignee_ids": [...stored.assignees],
    ...(stored.statusChanged !== null && { "kibana.alert.workflow_status_updated_at": formatTime(stored.statusChanged) }),
    ...(stored.statusBy !== null && { "kibana.alert.workflow_user": stored.statusBy }),
    ...(stored.statusReason !== null && { "kibana.alert.workflow_reason": stored.statusReason }),
  };
}
