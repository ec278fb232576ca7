import type { AlertRow } from "./alert-row.ts";
import { type AlertSeverity, worse } from "./severity.ts";

/** An alert with the building blocks of its sequence. */
export interface ListedAlert {
  readonly row: AlertRow;
  readonly blocks: readonly AlertRow[];
}

/** All alerts of one rule. */
export interface AlertGroup {
  readonly severity: AlertSeverity;
  readonly count: number;
  /** Times of the first and last alert, where any has one. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Different hosts and users, up to {@link MAX_DISTINCT}. */
  readonly hosts: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  /** The earliest alerts, at most {@link MAX_LISTED}. */
  readonly listed: readonly ListedAlert[];
}

/** Gathers alerts by rule in flat memory: of a rule that rings often the first alerts are kept, the others counted. */
export interface AlertGroups {
  add(row: AlertRow): void;
  /** A building block; it is kept if its alert came just before and is listed. */
  addBlock(row: AlertRow): void;
  groups(): readonly AlertGroup[];
}

/** So many alerts in all are listed one by one, whatever rules they are of. */
export const MAX_LISTED = 40;
export const MAX_DISTINCT = 1000;

interface OpenGroup {
  severity: AlertSeverity;
  count: number;
  from: number | undefined;
  to: number | undefined;
  readonly hosts: Set<string>;
  readonly users: Set<string>;
  readonly listed: { row: AlertRow; blocks: AlertRow[] }[];
}

export function createAlertGroups(): AlertGroups {
  const groups = new Map<string, OpenGroup>();
  let latest: { row: AlertRow; blocks: AlertRow[] } | undefined;
  return {
    add(row) {
      const group = groups.get(row.ruleKey) ?? openGroup(row);
      groups.set(row.ruleKey, group);
      count(group, row);
      latest = { row, blocks: [] };
      list(group, latest);
    },
    addBlock(row) {
      if (latest && row.group !== undefined && row.group === latest.row.group) latest.blocks.push(row);
    },
    groups: () => [...groups.values()],
  };
}

const openGroup = (row: AlertRow): OpenGroup => ({
  severity: row.severity,
  count: 0,
  from: undefined,
  to: undefined,
  hosts: new Set(),
  users: new Set(),
  listed: [],
});

function count(group: OpenGroup, row: AlertRow): void {
  group.count++;
  group.severity = worse(group.severity, row.severity);
  if (row.time !== undefined) {
    group.from = Math.min(group.from ?? row.time, row.time);
    group.to = Math.max(group.to ?? row.time, row.time);
  }
  if (row.host !== "" && group.hosts.size < MAX_DISTINCT) group.hosts.add(row.host);
  if (row.user !== "" && group.users.size < MAX_DISTINCT) group.users.add(row.user);
}

/** Keeps the list in the order of time, equal times in order of arrival, and drops its end. */
function list(group: OpenGroup, alert: { row: AlertRow; blocks: AlertRow[] }): void {
  let at = group.listed.length;
  while (at > 0 && compareTimes(group.listed[at - 1]?.row.time, alert.row.time) > 0) at--;
  if (at >= MAX_LISTED) return;
  group.listed.splice(at, 0, alert);
  if (group.listed.length > MAX_LISTED) group.listed.pop();
}

/** Alerts without a time come last. */
export const compareTimes = (a: number | undefined, b: number | undefined): number =>
  a === b ? 0 : (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY);
