import type { AlertFilter, AlertSort, AlertStatus } from "../../../src/server/wire/alerts.ts";
import type { Severity } from "../../../src/server/wire/json.ts";

/** What the alerts page shows, as it stands in the page's address. */
export interface AlertsSearch extends AlertFilter {
  /** The alert that is open. */
  readonly alert?: string;
  readonly group?: GroupBy;
  readonly sort?: AlertSort;
  readonly ascending?: boolean;
}

export const GROUPINGS = ["rule", "host", "user", "technique", "severity"] as const;
export type GroupBy = (typeof GROUPINGS)[number];

const LISTS = ["status", "severity", "rule", "host", "user", "technique", "tag", "assignee"] as const;
export type ListField = (typeof LISTS)[number];
const TEXTS = ["from", "to", "query", "alert", "group", "sort"] as const;

/** Reads an address; what is not understood is left out. */
export function readAlertsSearch(raw: Record<string, unknown>): AlertsSearch {
  const search: Record<string, unknown> = {};
  for (const name of TEXTS) if (typeof raw[name] === "string" && raw[name] !== "") search[name] = raw[name];
  for (const name of LISTS) {
    const list = (Array.isArray(raw[name]) ? raw[name] : [raw[name]]).filter(
      (value) => typeof value === "string" || typeof value === "number",
    );
    if (list.length > 0) search[name] = list.map(String);
  }
  for (const name of ["ascending", "buildingBlocks"]) if (raw[name] === true) search[name] = true;
  return search;
}

/** The part that selects alerts; alerts that are not closed, unless a status is asked for. */
export function filterOf(search: AlertsSearch): AlertFilter {
  const filter = changed(search, { alert: undefined, group: undefined, sort: undefined, ascending: undefined });
  return filter.status ? filter : { ...filter, status: OPEN };
}

export const OPEN: readonly AlertStatus[] = ["open", "acknowledged"];
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

/** The list with the value in it, or without it if it was. */
export function toggled(list: readonly string[] | undefined, value: string): readonly string[] | undefined {
  const rest = (list ?? []).filter((each) => each !== value);
  if (rest.length === (list ?? []).length) rest.push(value);
  return rest.length > 0 ? rest : undefined;
}

/** A search with some of it changed; undefined takes a part out. */
export function changed(
  search: AlertsSearch,
  change: { readonly [Name in keyof AlertsSearch]?: AlertsSearch[Name] | undefined },
): AlertsSearch {
  return Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined));
}
