import type { Severity, WireJson, WireObject } from "./json.ts";

export type AlertStatus = "open" | "acknowledged" | "closed";

/** What selects alerts: all given must hold, of a list any. Times are ISO 8601, `from` included, `to` not. */
export interface AlertFilter {
  readonly from?: string;
  readonly to?: string;
  readonly status?: readonly AlertStatus[];
  readonly severity?: readonly Severity[];
  /** Rule ids. */
  readonly rule?: readonly string[];
  readonly host?: readonly string[];
  readonly user?: readonly string[];
  /** MITRE ATT&CK ids of tactics and techniques. */
  readonly technique?: readonly string[];
  readonly tag?: readonly string[];
  readonly assignee?: readonly string[];
  /** KQL over the alert documents. */
  readonly query?: string;
  /** Building blocks are left out unless asked for. */
  readonly buildingBlocks?: boolean;
}

export type AlertSort = "time" | "severity" | "risk";

/** `POST /api/tocsin/alerts/search` */
export interface AlertSearch extends AlertFilter {
  /** Default: time, newest first. */
  readonly sort?: AlertSort;
  readonly ascending?: boolean;
  /** 1–1,000; default 100. */
  readonly size?: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface AlertPage {
  readonly total: number;
  readonly alerts: readonly AlertRow[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** An alert as the list shows it. */
export interface AlertRow {
  readonly id: string;
  /** Its slot, and the time of the event, ISO 8601. */
  readonly time: string;
  readonly eventTime: string | null;
  /** When it was made. */
  readonly detected: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: Severity;
  readonly risk: number;
  readonly status: AlertStatus;
  readonly host: string | null;
  readonly user: string | null;
  readonly process: string | null;
  readonly reason: string;
  readonly techniques: readonly string[];
  readonly tags: readonly string[];
  readonly assignees: readonly string[];
  readonly notes: number;
  /** Alerts suppressed into this one. */
  readonly suppressed: number;
  readonly buildingBlock: boolean;
}

/** `POST /api/tocsin/alerts/summary` with an {@link AlertFilter}: what stands around the list. */
export interface AlertSummary {
  readonly total: number;
  readonly facets: readonly Facet[];
  readonly histogram: Histogram;
}

export interface Facet {
  readonly field: "status" | "severity" | "rule" | "host" | "user" | "technique" | "tag" | "assignee";
  /** Most frequent first, at most 50. */
  readonly values: readonly FacetValue[];
}
export interface FacetValue {
  readonly value: string;
  /** What people read: a rule's name for its id. */
  readonly label: string;
  readonly count: number;
}

/** Counts over time; `series` by severity for alerts, one for events. */
export interface Histogram {
  /** ISO 8601 starts of the bins, in order. */
  readonly times: readonly string[];
  readonly binMs: number;
  readonly series: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

/** `POST /api/tocsin/alerts/groups` with an {@link AlertFilter} and `by`. */
export interface AlertGroups {
  readonly groups: readonly AlertGroup[];
}
export interface AlertGroup {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
  readonly last: string;
}

/** `PATCH /api/tocsin/alerts`: of the alerts named, or of all the filter selects. Answers {@link AlertsChanged}. Role triage. */
export interface AlertChange {
  readonly ids?: readonly string[];
  readonly filter?: AlertFilter;
  readonly status?: AlertStatus;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly addAssignees?: readonly string[];
  readonly removeAssignees?: readonly string[];
}
export interface AlertsChanged {
  readonly changed: number;
}

/** `GET /api/tocsin/alerts/{id}` */
export interface AlertDetail {
  readonly row: AlertRow;
  /** The whole document. */
  readonly document: WireObject;
  /** Why it fired; null where its events are no longer stored. */
  readonly explanation: Explanation | null;
  readonly highlights: readonly { readonly field: string; readonly value: WireJson }[];
  readonly processTree: readonly ProcessNode[];
  readonly guide: { readonly markdown: string; readonly osquery: readonly OsqueryText[]; readonly links: readonly LookUp[] };
  readonly threat: readonly ThreatPath[];
  readonly related: readonly AlertRow[];
  readonly notes: readonly Note[];
}

/** The rule's query as a tree with verdicts. */
export interface Explanation {
  /** One a stage of a sequence or sample, else one. */
  readonly stages: readonly { readonly title: string; readonly event: string | null; readonly clause: Clause }[];
  /** Sentences about state: how many events, which term was new, which indicator. */
  readonly story: readonly string[];
}
export interface Clause {
  readonly text: string;
  readonly verdict: boolean;
  readonly seen: readonly { readonly field: string; readonly values: readonly WireJson[] }[];
  readonly children: readonly Clause[];
}

export interface ProcessNode {
  readonly name: string;
  readonly pid: number | null;
  readonly commandLine: string | null;
  readonly user: string | null;
  readonly time: string | null;
  /** The alert is about this process. */
  readonly subject: boolean;
  readonly children: readonly ProcessNode[];
}

export interface OsqueryText {
  readonly label: string;
  readonly query: string;
}
export interface LookUp {
  readonly label: string;
  readonly url: string;
}
export interface ThreatPath {
  readonly tactic: { readonly id: string; readonly name: string };
  readonly technique: { readonly id: string; readonly name: string } | null;
  readonly subtechnique: { readonly id: string; readonly name: string } | null;
}

/** `POST /api/tocsin/alerts/{id}/notes` with `{ text }`. Role triage. */
export interface Note {
  readonly id: number;
  readonly author: string;
  readonly time: string;
  readonly text: string;
}

/** `GET /api/tocsin/alerts/{id}/timeline?minutes=N`: stored events of the alert's host around it, in order. */
export interface Timeline {
  readonly events: readonly TimelineEvent[];
  /** There were more. */
  readonly truncated: boolean;
}
export interface TimelineEvent {
  readonly time: string;
  readonly category: string | null;
  readonly action: string | null;
  readonly summary: string;
  /** It is an event of the alert. */
  readonly subject: boolean;
  readonly document: WireObject;
}

/** `GET /api/tocsin/stream`: server-sent events; `event: alert` with an {@link AlertRow}, `event: status` with a {@link LiveStatus} every few seconds. */
export interface LiveStatus {
  readonly eventsPerSecond: number;
  readonly lagSeconds: number;
  readonly openAlerts: number;
}

/** `GET /api/tocsin/views`, `PUT /api/tocsin/views/{name}` with {@link AlertFilter}, `DELETE`: saved views of the person. */
export interface SavedViews {
  readonly views: readonly { readonly name: string; readonly filter: AlertFilter }[];
}
