import type { JsonObject } from "../../../event/json.ts";
import type { AlertRow } from "../alert-row.ts";
import { type AlertSeverity, SEVERITIES } from "../severity.ts";
import { compareTimes } from "../alert-groups.ts";
import { detached, keepEvent, type KeptAlert, MAX_MEMBERS, rowOf } from "./kept-alert.ts";
import type { RuleText } from "./rule-text.ts";

/** Alerts shown whole, of all rules and of one; more are lines of a table; still more are only counted. */
export interface ShowLimits {
  readonly whole: number;
  readonly wholePerRule: number;
  readonly lines: number;
}

export const SHOW_LIMITS: ShowLimits = { whole: 500, wholePerRule: 25, lines: 5000 };

/** Chooses which alerts are shown whole: the first of each rule, the severe ones before the mild. */
export interface ShownAlerts {
  add(alert: JsonObject, row: AlertRow, rule: RuleText): void;
  /** A building block; kept with the alert that came just before, if it is of the same group. */
  addMember(block: JsonObject): void;
  /** Worst first, then by time. */
  whole(): readonly KeptAlert[];
  /** Alerts that are one line each, worst first, then by time. */
  lines(): readonly AlertRow[];
  /** Alerts that are neither. */
  readonly dropped: number;
}

export function createShownAlerts(limits: ShowLimits = SHOW_LIMITS): ShownAlerts {
  const kept: Record<AlertSeverity, KeptAlert[]> = { low: [], medium: [], high: [], critical: [] };
  const perRule = new Map<number, number>();
  const rows: AlertRow[] = [];
  let latest: KeptAlert | undefined;
  let dropped = 0;

  const addLine = (row: AlertRow): void => {
    if (rows.length < limits.lines) rows.push(detached(row));
    else dropped++;
  };

  /** Makes room for one more of a severity by giving up the latest of a milder one. */
  const makeRoom = (severity: AlertSeverity): boolean => {
    if (SEVERITIES.reduce((sum, each) => sum + kept[each].length, 0) < limits.whole) return true;
    const milder = SEVERITIES.slice(0, SEVERITIES.indexOf(severity)).find((each) => kept[each].length > 0);
    const victim = milder && kept[milder].pop();
    if (victim) addLine(victim.event.row);
    return victim !== undefined;
  };

  return {
    add(alert, row, rule) {
      latest = undefined;
      const count = perRule.get(rule.index) ?? 0;
      perRule.set(rule.index, count + 1);
      if (count >= limits.wholePerRule || !makeRoom(row.severity)) {
        addLine(row);
        return;
      }
      latest = { rule, event: keepEvent(alert, row), members: [], droppedMembers: 0 };
      kept[row.severity].push(latest);
    },
    addMember(block) {
      const group = block["kibana.alert.group.id"];
      if (!latest || typeof group !== "string" || latest.event.row.group !== group) return;
      if (latest.members.length < MAX_MEMBERS) latest.members.push(keepEvent(block, rowOf(block)));
      else latest.droppedMembers++;
    },
    whole: () => SEVERITIES.toReversed().flatMap((severity) => kept[severity].toSorted((a, b) => compareTimes(shownTime(a), shownTime(b)))),
    lines: () => rows.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || compareTimes(a.time, b.time)),
    get dropped() {
      return dropped;
    },
  };
}

/** The event's time; of a sequence its first event's. */
export const shownTime = ({ event, members }: KeptAlert): number | undefined => members[0]?.row.time ?? event.row.time;
