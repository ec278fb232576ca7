import type { Alert } from "../alerts/alert.ts";
import { ALERT_COLUMNS, type AlertStatus, type StoredAlert, storedAlert, wholeAlert } from "./alerts.ts";
import type { Database } from "./database.ts";

/** What selects alerts: all that is given must hold, of a list any. Times are epoch milliseconds of slots; `to` is exclusive. */
export interface AlertFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly status?: readonly AlertStatus[] | undefined;
  readonly severity?: readonly string[] | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly host?: readonly string[] | undefined;
  readonly user?: readonly string[] | undefined;
  /** ATT&CK ids of tactics or techniques. */
  readonly technique?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly assignee?: readonly string[] | undefined;
  /** Members of this group. */
  readonly group?: string | undefined;
  /** Building blocks too. */
  readonly buildingBlocks?: boolean | undefined;
  /** Whatever else the whole documents must satisfy. */
  readonly test?: ((alert: Alert) => boolean) | undefined;
}

export const ALERT_SORTS = ["time", "severity", "risk"] as const;
export type AlertSort = (typeof ALERT_SORTS)[number];

export interface AlertPageQuery {
  readonly sort: AlertSort;
  readonly ascending: boolean;
  readonly size: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export const FACET_FIELDS = ["status", "severity", "rule", "host", "user", "technique", "tag", "assignee"] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

export interface FacetCount {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export interface GroupCount extends FacetCount {
  readonly bySeverity: Readonly<Record<string, number>>;
  /** Slot of the latest, epoch milliseconds. */
  readonly last: number;
}

/** Finds, counts and groups alerts. */
export interface AlertSearch {
  count(filter: AlertFilter): number;
  page(filter: AlertFilter, query: AlertPageQuery): { readonly alerts: readonly StoredAlert[]; readonly next: string | undefined };
  ids(filter: AlertFilter, most: number): readonly string[];
  facet(filter: AlertFilter, field: FacetField, most: number): readonly FacetCount[];
  /** Alerts by bins of time and severity. */
  histogram(filter: AlertFilter, binMs: number): readonly { readonly bin: number; readonly severity: string; readonly count: number }[];
  /** Slots of the first and the last. */
  span(filter: AlertFilter): { readonly first: number; readonly last: number } | undefined;
  groups(filter: AlertFilter, field: FacetField, most: number): readonly GroupCount[];
}

/** Alerts whose documents are looked at, where the filter asks for more than columns: the newest. */
const MOST_TESTED = 50_000;

const SEVERITY_RANK = "CASE severity WHEN 'critical' THEN 3 WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END";
const SORT_BY: Readonly<Record<AlertSort, string>> = { time: "time", severity: SEVERITY_RANK, risk: "risk" };

/** What a field's values are, as SQL: from the alerts' own columns, or their lists one by one. */
const FACETS: Readonly<Record<FacetField, { readonly value: string; readonly label: string; readonly from: string }>> = {
  status: { value: "status", label: "status", from: "alerts" },
  severity: { value: "severity", label: "severity", from: "alerts" },
  rule: { value: "rule_id", label: "max(rule_name)", from: "alerts" },
  host: { value: "host", label: "host", from: "alerts" },
  user: { value: "user", label: "user", from: "alerts" },
  technique: { value: "each.value", label: "each.value", from: "alerts, json_each(alerts.techniques) AS each" },
  tag: { value: "each.value", label: "each.value", from: "alerts, json_each(alerts.tags) AS each" },
  assignee: { value: "each.value", label: "each.value", from: "alerts, json_each(alerts.assignees) AS each" },
};

type Value = string | number;

interface Where {
  readonly sql: string;
  readonly values: readonly Value[];
}

export function alertSearch(database: Database): AlertSearch {
  const all = (sql: string, values: readonly Value[]): readonly Readonly<Record<string, unknown>>[] => database.prepare(sql).all(...values);
  const whereOf = (filter: AlertFilter): Where => {
    const columns = columnsWhere(filter);
    return filter.test ? tested(database, columns, filter.test) : columns;
  };
  return {
    count(filter) {
      const { sql, values } = whereOf(filter);
      return Number(all(`SELECT count(*) AS n FROM alerts WHERE ${sql}`, values)[0]?.["n"]);
    },
    page(filter, { sort, ascending, size, after }) {
      const { sql, values } = whereOf(filter);
      const by = SORT_BY[sort];
      const [direction, compare] = ascending ? ["ASC", ">"] : ["DESC", "<"];
      const cursor = after === undefined ? undefined : readCursor(after);
      const rest = cursor ? ` AND (${by}, sequence) ${compare} (?, ?)` : "";
      const rows = all(
        `SELECT ${ALERT_COLUMNS}, ${by} AS sorted FROM alerts WHERE ${sql}${rest} ORDER BY ${by} ${direction}, sequence ${direction} LIMIT ?`,
        [...values, ...(cursor ?? []), size + 1],
      );
      const last = rows.length > size ? rows[size - 1] : undefined;
      const next = last && writeCursor([Number(last["sorted"]), Number(last["sequence"])]);
      return { alerts: rows.slice(0, size).map(storedAlert), next };
    },
    ids(filter, most) {
      const { sql, values } = whereOf(filter);
      return all(`SELECT id FROM alerts WHERE ${sql} ORDER BY sequence DESC LIMIT ?`, [...values, most]).map((row) => String(row["id"]));
    },
    facet(filter, field, most) {
      const { sql, values } = whereOf(filter);
      const { value, label, from } = FACETS[field];
      const query = `SELECT ${value} AS value, ${label} AS label, count(*) AS count FROM ${from} WHERE ${sql} AND ${value} IS NOT NULL
        GROUP BY ${value} ORDER BY count DESC, value LIMIT ?`;
      return all(query, [...values, most]).map(facetCount);
    },
    histogram(filter, binMs) {
      const { sql, values } = whereOf(filter);
      // Numbers are bound as reals: a division would keep its fraction.
      const query = `SELECT time - time % ? AS bin, severity, count(*) AS count FROM alerts WHERE ${sql} GROUP BY bin, severity ORDER BY bin`;
      return all(query, [binMs, ...values]).map((row) => ({
        bin: Number(row["bin"]),
        severity: String(row["severity"]),
        count: Number(row["count"]),
      }));
    },
    span(filter) {
      const { sql, values } = whereOf(filter);
      const [row] = all(`SELECT min(time) AS first, max(time) AS last FROM alerts WHERE ${sql}`, values);
      return row && row["first"] !== null ? { first: Number(row["first"]), last: Number(row["last"]) } : undefined;
    },
    groups(filter, field, most) {
      const { sql, values } = whereOf(filter);
      const { value, label, from } = FACETS[field];
      const query = `SELECT ${value} AS value, ${label} AS label, count(*) AS count,
        max(coalesce(event_time, min(time, detected))) AS last,
        sum(severity = 'low') AS low, sum(severity = 'medium') AS medium, sum(severity = 'high') AS high, sum(severity = 'critical') AS critical
        FROM ${from} WHERE ${sql} AND ${value} IS NOT NULL GROUP BY ${value} ORDER BY count DESC, value LIMIT ?`;
      return all(query, [...values, most]).map((row) => ({
        ...facetCount(row),
        last: Number(row["last"]),
        bySeverity: Object.fromEntries(["low", "medium", "high", "critical"].map((each) => [each, Number(row[each])])),
      }));
    },
  };
}

const facetCount = (row: Readonly<Record<string, unknown>>): FacetCount => ({
  value: String(row["value"]),
  label: String(row["label"]),
  count: Number(row["count"]),
});

/** The part of a filter that columns can tell. */
function columnsWhere(filter: AlertFilter): Where {
  const parts: string[] = ["1"];
  const values: Value[] = [];
  const add = (sql: string, ...given: readonly Value[]): void => {
    parts.push(sql);
    values.push(...given);
  };
  const anyOf = (column: string, wanted: readonly string[] | undefined): void => {
    if (wanted) add(`${column} IN (${wanted.map(() => "?").join(", ")})`, ...wanted);
  };
  const listed = (columns: readonly string[], wanted: readonly string[] | undefined): void => {
    if (!wanted) return;
    const one = columns.map(
      (column) => `EXISTS (SELECT 1 FROM json_each(alerts.${column}) AS e WHERE e.value IN (${wanted.map(() => "?").join(", ")}))`,
    );
    add(`(${one.join(" OR ")})`, ...columns.flatMap(() => wanted));
  };
  if (filter.from !== undefined) add("time >= ?", filter.from);
  if (filter.to !== undefined) add("time < ?", filter.to);
  anyOf("status", filter.status);
  anyOf("severity", filter.severity);
  anyOf("rule_id", filter.rule);
  anyOf("host", filter.host);
  anyOf("user", filter.user);
  listed(["techniques", "tactics"], filter.technique);
  listed(["tags"], filter.tag);
  listed(["assignees"], filter.assignee);
  if (filter.group !== undefined) add("group_id = ?", filter.group);
  if (!filter.buildingBlocks) add("building_block = 0");
  return { sql: parts.join(" AND "), values };
}

/** Looks at the documents of what the columns let through. */
function tested(database: Database, { sql, values }: Where, test: (alert: Alert) => boolean): Where {
  const query = `SELECT document, fields, ${ALERT_COLUMNS} FROM alerts LEFT JOIN rule_blocks ON hash = block WHERE ${sql} ORDER BY sequence DESC LIMIT ?`;
  const fitting: number[] = [];
  for (const row of database.prepare(query).iterate(...values, MOST_TESTED))
    if (test(wholeAlert(row))) fitting.push(Number(row["sequence"]));
  return { sql: "sequence IN (SELECT value FROM json_each(?))", values: [JSON.stringify(fitting)] };
}

const writeCursor = (place: readonly [number, number]): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/** Undefined for what is no cursor of ours: the search begins at the start. */
function readCursor(text: string): readonly [number, number] | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(place) && place.length === 2 && place.every((each) => typeof each === "number")
      ? (place as unknown as [number, number])
      : undefined;
  } catch {
    return undefined;
  }
}
