import type { AlertRow } from "./alerts.ts";
import type { Severity, WireDiagnostic } from "./json.ts";

/** `GET /api/tocsin/rules` */
export interface RuleList {
  readonly rules: readonly RuleRow[];
}

export interface RuleRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly language: string | null;
  readonly severity: Severity;
  readonly risk: number;
  readonly enabled: boolean;
  /** `running`, or why it is not. */
  readonly health: "running" | "faulty" | "unsupported" | "disabled" | "no data";
  readonly healthText: string;
  readonly tags: readonly string[];
  readonly techniques: readonly string[];
  /** Alerts of the last 24 hours and of the 7 days before, per day: how noisy it is. */
  readonly alerts24h: number;
  readonly alertsPerDay: number;
  readonly matches: number;
  readonly suppressed: number;
  readonly excepted: number;
  /** Milliseconds spent in it, and its share of all rules' time (0–1). */
  readonly costMs: number;
  readonly costShare: number;
  readonly lastAlert: string | null;
}

/** `GET /api/tocsin/rules/{id}` */
export interface RuleDetail {
  readonly row: RuleRow;
  readonly description: string;
  readonly guide: string;
  readonly query: string | null;
  readonly index: readonly string[];
  /** Where it was read from; null for one made through the API. */
  readonly file: string | null;
  /** The rule as text, in the format it is kept in. */
  readonly source: string;
  readonly format: "toml" | "json" | "yaml";
  /** May be edited here: it was made through the API, or its file may be written. */
  readonly editable: boolean;
  readonly diagnostics: readonly WireDiagnostic[];
  readonly fates: Readonly<Record<string, number>>;
  /** The items bound to it: events that each took out, since the data folder was made, and when the last one. */
  readonly exceptions: readonly { readonly list: string; readonly item: string; readonly hits: number; readonly last: string | null }[];
}

/** `POST /api/tocsin/rules/check` with {@link RuleText}: faults of a text while it is written. `POST /api/tocsin/rules` saves a new rule, `PUT /api/tocsin/rules/{id}` a changed one, `PATCH` `{ enabled }`. Role admin. */
export interface RuleText {
  readonly source: string;
  readonly format: "toml" | "json" | "yaml";
}
export interface RuleCheck {
  readonly diagnostics: readonly WireDiagnostic[];
  /** Where the query stands in the text, for highlighting and completion. */
  readonly query: { readonly from: number; readonly to: number; readonly language: string } | null;
}

/** `POST /api/tocsin/rules/try` with {@link TryRule}: the text over stored events, against the saved rule. */
export interface TryRule extends RuleText {
  readonly from: string;
  readonly to: string;
  /** The saved rule to compare with; absent for a new one. */
  readonly against?: string;
}
export interface TryResult {
  readonly events: number;
  readonly milliseconds: number;
  /** Alerts only the text makes, only the saved rule makes, and how many both make. */
  readonly added: readonly AlertRow[];
  readonly removed: readonly AlertRow[];
  readonly same: number;
  /** Why nothing came, where nothing did. */
  readonly silence: string | null;
}

/** `GET /api/tocsin/completion`: what an editor offers. */
export interface Completion {
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  readonly functions: readonly { readonly language: string; readonly name: string; readonly signature: string; readonly summary: string }[];
}

/** `GET /api/tocsin/attack`: by technique, coverage, readiness and hits. */
export interface AttackMatrix {
  readonly tactics: readonly { readonly id: string; readonly name: string; readonly techniques: readonly AttackCell[] }[];
}
export interface AttackCell {
  readonly id: string;
  readonly name: string;
  /** Running rules that name it, of them those whose data arrive, and alerts of the last 7 days. */
  readonly rules: number;
  readonly ready: number;
  readonly alerts: number;
  readonly ruleIds: readonly string[];
}
