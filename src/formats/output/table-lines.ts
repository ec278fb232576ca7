import { formatTime } from "../../event/time.ts";
import { type AlertGroup, compareTimes, type ListedAlert, MAX_DISTINCT, MAX_LISTED } from "./alert-groups.ts";
import type { AlertRow } from "./alert-row.ts";
import { formatCount, plural } from "./quantity.ts";
import type { AlertSeverity } from "./severity.ts";

/** A line of the table before it is laid out; texts are escaped. */
export interface TableLine {
  /** `part` is an event of the sequence in the line before. */
  readonly kind: "alert" | "fold" | "part";
  readonly time: string;
  readonly severity: AlertSeverity;
  readonly rule: string;
  readonly host: string;
  readonly user: string;
  readonly what: string;
  readonly source: string;
}

/** A rule with more alerts than this is folded into one line, unless all alerts together are few. */
const FOLD_OVER = 3;

/** Lines for all alerts in the order of their times; of a folded rule, of its first. */
export function tableLines(groups: readonly AlertGroup[]): readonly TableLine[] {
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const blocks = groups.flatMap((group) => blocksOf(group, total));
  return blocks.sort((a, b) => compareTimes(a.time, b.time)).flatMap(({ lines }) => lines);
}

interface Block {
  readonly time: number | undefined;
  readonly lines: readonly TableLine[];
}

function blocksOf(group: AlertGroup, total: number): readonly Block[] {
  if (group.count > FOLD_OVER && total > MAX_LISTED) return [{ time: group.from, lines: [foldLine(group)] }];
  return group.listed.map((alert) => ({ time: alert.row.time, lines: alertLines(alert) }));
}

/** An alert, and the events of its sequence. */
export const alertLines = ({ row, blocks }: ListedAlert): readonly TableLine[] => [
  lineOf(row),
  ...blocks.map((block, i) => partLine(block, i, blocks.length)),
];

export const lineOf = ({ time, severity, rule, host, user, what, source }: AlertRow): TableLine => ({
  kind: "alert",
  time: shortTime(time),
  severity,
  rule,
  host,
  user,
  what,
  source,
});

const partLine = (row: AlertRow, index: number, count: number): TableLine => ({
  ...lineOf(row),
  kind: "part",
  rule: `${index === count - 1 ? "└" : "├"} ${index + 1} of ${count}`,
});

function foldLine(group: AlertGroup): TableLine {
  const { count, severity, hosts, users, from, to, listed } = group;
  const row = listed[0]?.row;
  const until = to === undefined || to === from ? [] : [`until ${laterTime(from, to)}`];
  const example = row === undefined || row.what === "" ? [] : [`first: ${row.what}`];
  return {
    kind: "fold",
    time: shortTime(from),
    severity,
    rule: `${formatCount(count)} × ${row?.rule ?? ""}`,
    host: only(hosts, "host"),
    user: only(users, "user"),
    what: [...until, ...example].join(" · "),
    source: row?.source ?? "",
  };
}

/** Without the date where it is the same. */
function laterTime(from: number | undefined, to: number): string {
  const [day = "", time = ""] = shortTime(to).split(" ");
  return shortTime(from).startsWith(day) ? time : `${day} ${time}`;
}

/** The one value, or how many there are. */
function only(values: ReadonlySet<string>, noun: string): string {
  if (values.size <= 1) return [...values][0] ?? "";
  return values.size >= MAX_DISTINCT ? `${formatCount(MAX_DISTINCT)}+ ${noun}s` : plural(values.size, noun);
}

/** `2020-10-22 03:52:20` (UTC). */
export const shortTime = (time: number | undefined): string =>
  time === undefined ? "no time" : formatTime(time).slice(0, 19).replace("T", " ");
