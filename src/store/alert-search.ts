import { type AlertColumns, heldAlertColumns, type AlertField } from "./alert-columns.ts";
import { ALERT_COLUMNS, type AlertStatus, type StoredAlert, storedAlert } from "./alerts.ts";
import { type AlertTest, AlertVerdicts, PASSES, type Verdicts } from "./alert-verdicts.ts";
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
  /** What {@link AlertSearch.tested} found of the whole documents. */
  readonly verdicts?: Verdicts | undefined;
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
  /** When the latest was, epoch milliseconds. */
  readonly last: number;
}

/** How often a rule rings. */
export interface RuleNoise {
  /** Alerts made in the last day, and in the seven days before it. */
  readonly day: number;
  readonly week: number;
  /** When its latest alert was made, epoch milliseconds. */
  readonly last: number;
  /** Alerts whose slot is in the last seven days. */
  readonly hits: number;
}

/** Finds, counts and groups alerts, by columns held in memory. */
export interface AlertSearch {
  /** The filter with a test of whole documents in it: of those that it selects. Others have their turn meanwhile. */
  tested(filter: AlertFilter, test: AlertTest, signal?: AbortSignal): Promise<AlertFilter>;
  count(filter: AlertFilter): number;
  page(filter: AlertFilter, query: AlertPageQuery): { readonly alerts: readonly StoredAlert[]; readonly next: string | undefined };
  /** The latest to be made first. */
  ids(filter: AlertFilter, most: number): readonly string[];
  /** Of each field its most frequent values: as many as there were if the filter said nothing of that field. */
  facets(filter: AlertFilter, most: number): readonly { readonly field: FacetField; readonly values: readonly FacetCount[] }[];
  /** Alerts by bins of time and severity. */
  histogram(filter: AlertFilter, binMs: number): readonly { readonly bin: number; readonly severity: string; readonly count: number }[];
  /** Slots of the first and the last. */
  span(filter: AlertFilter): { readonly first: number; readonly last: number } | undefined;
  groups(filter: AlertFilter, field: FacetField, most: number): readonly GroupCount[];
  /** By rule id. Building blocks count where they are of no group. */
  noise(now: number): ReadonlyMap<string, RuleNoise>;
}

export function alertSearch(database: Database): AlertSearch {
  return new ColumnSearch(database, heldAlertColumns(database));
}

/** Told of each row that a filter selects, or would if it said nothing of one field. */
type Visit = (row: number, but: AlertField | undefined) => void;

const DAY_MS = 24 * 60 * 60_000;
const SEVERITIES = ["low", "medium", "high", "critical"];

class ColumnSearch implements AlertSearch {
  readonly #database: Database;
  readonly #columns: AlertColumns;
  readonly #verdicts: AlertVerdicts;

  constructor(database: Database, columns: AlertColumns) {
    this.#database = database;
    this.#columns = columns;
    this.#verdicts = new AlertVerdicts(database, columns);
  }

  async tested(filter: AlertFilter, test: AlertTest, signal?: AbortSignal): Promise<AlertFilter> {
    return { ...filter, verdicts: await this.#verdicts.judge(test, this.#select(filter), signal) };
  }

  count(filter: AlertFilter): number {
    return this.#select(filter).length;
  }

  page(filter: AlertFilter, { sort, ascending, size, after }: AlertPageQuery): ReturnType<AlertSearch["page"]> {
    const rows = this.#select(filter);
    const keyOf = this.#sortKeys(sort);
    const { sequence } = this.#columns;
    const sign = ascending ? 1 : -1;
    const compare = (a: number, b: number): number => sign * (keyOf(a) - keyOf(b) || (sequence[a] ?? 0) - (sequence[b] ?? 0));
    const cursor = after === undefined ? undefined : readCursor(after);
    const isAfter = (row: number): boolean =>
      cursor === undefined || sign * (keyOf(row) - cursor[0] || (sequence[row] ?? 0) - cursor[1]) > 0;
    const found = firstOf(rows, isAfter, compare, size + 1);
    const last = found.length > size ? found[size - 1] : undefined;
    const next = last === undefined ? undefined : writeCursor([keyOf(last), sequence[last] ?? 0]);
    return { alerts: this.#alerts(found.slice(0, size)), next };
  }

  ids(filter: AlertFilter, most: number): readonly string[] {
    const { sequence } = this.#columns;
    const wanted = this.#select(filter)
      .slice(-most)
      .map((row) => sequence[row]);
    return this.#database
      .prepare("SELECT id FROM alerts WHERE sequence IN (SELECT value FROM json_each(?)) ORDER BY sequence DESC")
      .all(JSON.stringify(wanted))
      .map((row) => String(row["id"]));
  }

  facets(filter: AlertFilter, most: number): ReturnType<AlertSearch["facets"]> {
    this.#columns.refresh();
    const { fields } = this.#columns;
    const counts = FACET_FIELDS.map((field) => new Uint32Array(fields[field].counted.length));
    this.#visit(filter, (row, but) => {
      for (let i = 0; i < FACET_FIELDS.length; i++) {
        const field = FACET_FIELDS[i] as FacetField;
        if (but !== undefined && but !== field) continue;
        const of = counts[i] as Uint32Array;
        const code = fields[field].codes[row] ?? 0;
        of[code] = (of[code] ?? 0) + 1;
      }
    });
    return FACET_FIELDS.map((field, i) => ({ field, values: this.#mostFrequent(field, counts[i] as Uint32Array, most) }));
  }

  histogram(filter: AlertFilter, binMs: number): ReturnType<AlertSearch["histogram"]> {
    const bins = new Map<number, Map<string, number>>();
    for (const row of this.#select(filter)) {
      const time = this.#columns.time[row] ?? 0;
      const bin = time - (((time % binMs) + binMs) % binMs);
      const counts = bins.get(bin) ?? new Map<string, number>();
      const severity = this.#severity(row);
      bins.set(bin, counts.set(severity, (counts.get(severity) ?? 0) + 1));
    }
    return [...bins]
      .sort(([a], [b]) => a - b)
      .flatMap(([bin, counts]) => Array.from(counts, ([severity, count]) => ({ bin, severity, count })));
  }

  span(filter: AlertFilter): ReturnType<AlertSearch["span"]> {
    let first = Infinity;
    let last = -Infinity;
    for (const row of this.#select(filter)) {
      const time = this.#columns.time[row] ?? 0;
      if (time < first) first = time;
      if (time > last) last = time;
    }
    return last === -Infinity ? undefined : { first, last };
  }

  groups(filter: AlertFilter, field: FacetField, most: number): readonly GroupCount[] {
    const groups = new Map<string, { count: number; last: number; bySeverity: Record<string, number> }>();
    const rows = this.#select(filter);
    const { codes, counted } = this.#columns.fields[field];
    for (const row of rows)
      for (const value of counted[codes[row] ?? 0] ?? []) {
        const group = groups.get(value) ?? { count: 0, last: 0, bySeverity: Object.fromEntries(SEVERITIES.map((each) => [each, 0])) };
        const severity = this.#severity(row);
        group.count++;
        group.last = Math.max(group.last, this.#columns.last[row] ?? 0);
        group.bySeverity[severity] = (group.bySeverity[severity] ?? 0) + 1;
        groups.set(value, group);
      }
    return Array.from(groups, ([value, group]) => ({ value, label: this.#label(field, value), ...group }))
      .sort(byCount)
      .slice(0, most);
  }

  noise(now: number): ReadonlyMap<string, RuleNoise> {
    this.#columns.refresh();
    const { rows, present, buildingBlock, detected, time, fields } = this.#columns;
    const { rule, group } = fields;
    const tallies = rule.counted.map(() => ({ day: 0, week: 0, last: 0, hits: 0 }));
    for (let row = 0; row < rows; row++) {
      const tally = tallies[rule.codes[row] ?? 0];
      if (present[row] === 0 || !tally) continue;
      if ((time[row] ?? 0) >= now - 7 * DAY_MS) tally.hits++;
      if (buildingBlock[row] === 1 && group.codes[row] !== 0) continue;
      const age = now - (detected[row] ?? 0);
      if (age <= DAY_MS) tally.day++;
      else if (age <= 8 * DAY_MS) tally.week++;
      tally.last = Math.max(tally.last, detected[row] ?? 0);
    }
    return new Map(rule.counted.flatMap(([id], code) => (id === undefined ? [] : [[id, tallies[code] as RuleNoise]])));
  }

  /** Rows that the filter selects, in the order of sequence numbers. */
  #select(filter: AlertFilter): number[] {
    this.#columns.refresh();
    const rows: number[] = [];
    this.#visit(filter, (row, but) => but === undefined && rows.push(row));
    return rows;
  }

  #visit({ from = -Infinity, to = Infinity, buildingBlocks, verdicts, ...lists }: AlertFilter, visit: Visit): void {
    const { rows, present, buildingBlock, time } = this.#columns;
    const conditions = this.#conditions(lists);
    for (let row = 0; row < rows; row++) {
      if (present[row] === 0 || (buildingBlocks !== true && buildingBlock[row] === 1)) continue;
      const at = time[row] ?? 0;
      if (at < from || at >= to || (verdicts && verdicts[row] !== PASSES)) continue;
      let failed: AlertField | undefined;
      let failures = 0;
      for (const { field, codes, selects } of conditions)
        if (selects[codes[row] ?? 0] === 0) {
          failed = field;
          if (++failures > 1) break;
        }
      if (failures <= 1) visit(row, failed);
    }
  }

  /** What a filter says of fields: which values it selects, by their numbers. */
  #conditions(lists: Omit<AlertFilter, "from" | "to" | "buildingBlocks" | "verdicts">): readonly Condition[] {
    return Object.entries(lists).flatMap(([name, given]: readonly [string, readonly string[] | string | undefined]) => {
      if (given === undefined) return [];
      const field = name as AlertField;
      const wanted = new Set(typeof given === "string" ? [given] : given);
      const { codes, selecting } = this.#columns.fields[field];
      return [{ field, codes, selects: Uint8Array.from(selecting, (values) => Number(values.some((value) => wanted.has(value)))) }];
    });
  }

  #mostFrequent(field: FacetField, counts: Uint32Array, most: number): readonly FacetCount[] {
    const { counted } = this.#columns.fields[field];
    const totals = new Map<string, number>();
    counts.forEach((count, code) => {
      if (count > 0) for (const value of counted[code] ?? []) totals.set(value, (totals.get(value) ?? 0) + count);
    });
    return Array.from(totals, ([value, count]) => ({ value, label: this.#label(field, value), count }))
      .sort(byCount)
      .slice(0, most);
  }

  #label(field: FacetField, value: string): string {
    return field === "rule" ? this.#columns.ruleName(value) : value;
  }

  #severity(row: number): string {
    const { codes, counted } = this.#columns.fields.severity;
    return counted[codes[row] ?? 0]?.[0] ?? "low";
  }

  #sortKeys(sort: AlertSort): (row: number) => number {
    const { time, risk, fields } = this.#columns;
    if (sort === "time") return (row) => time[row] ?? 0;
    if (sort === "risk") return (row) => risk[row] ?? 0;
    const ranks = fields.severity.counted.map(([name = "low"]) => Math.max(0, SEVERITIES.indexOf(name)));
    return (row) => ranks[fields.severity.codes[row] ?? 0] ?? 0;
  }

  /** Alerts of rows, in their order. */
  #alerts(rows: readonly number[]): readonly StoredAlert[] {
    const sequences = rows.map((row) => this.#columns.sequence[row]);
    const found = this.#database
      .prepare(`SELECT ${ALERT_COLUMNS} FROM alerts WHERE sequence IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(sequences))
      .map(storedAlert);
    const bySequence = new Map(found.map((alert) => [alert.sequence, alert]));
    return sequences.flatMap((sequence) => bySequence.get(sequence ?? 0) ?? []);
  }
}

interface Condition {
  readonly field: AlertField;
  readonly codes: Uint32Array;
  readonly selects: Uint8Array;
}

const byCount = (a: FacetCount, b: FacetCount): number => b.count - a.count || (a.value < b.value ? -1 : 1);

/** The first few in an order, of many, without ordering them all. */
function firstOf(
  rows: readonly number[],
  fits: (row: number) => boolean,
  compare: (a: number, b: number) => number,
  size: number,
): number[] {
  const most = Math.max(64, size * 4);
  let held: number[] = [];
  let bound: number | undefined;
  for (const row of rows) {
    if (!fits(row) || (bound !== undefined && compare(row, bound) > 0)) continue;
    if (held.push(row) < most) continue;
    held = held.sort(compare).slice(0, size);
    bound = held.at(-1);
  }
  return held.sort(compare).slice(0, size);
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
