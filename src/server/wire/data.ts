/** `GET /api/tocsin/data`: what arrives. */
export interface DataOverview {
  readonly sources: readonly DataSource[];
  readonly unmapped: readonly { readonly kind: string; readonly count: number; readonly example: string }[];
  /** Bytes written since the start, and events that wait to be judged. */
  readonly journal: { readonly bytes: number; readonly backlogEvents: number };
  readonly store: { readonly bytes: number; readonly events: number; readonly oldest: string | null; readonly newest: string | null };
}

export interface DataSource {
  /** `logs-endpoint.events.process-default` */
  readonly index: string;
  readonly events: number;
  /** Per minute, the last 60, oldest first. */
  readonly perMinute: readonly number[];
  readonly first: string;
  readonly last: string;
  /** Seconds between an event's time and its arrival, over the last minutes. */
  readonly lagSeconds: number;
  readonly hosts: number;
  /** Names of the shippers' API keys. */
  readonly shippers: readonly string[];
  /** Rules whose index patterns take it. */
  readonly rules: number;
}

/** `GET`, `PUT /api/tocsin/settings`. Role admin. */
export interface Settings {
  readonly retentionDays: number;
  readonly retentionBytes: number;
  readonly outputs: readonly OutputSettings[];
}
/** What is `PUT`: how an output does is left out. */
export interface NewSettings extends Omit<Settings, "outputs"> {
  readonly outputs: readonly NewOutput[];
}
export interface NewOutput {
  readonly name: string;
  readonly kind: "webhook" | "file" | "elasticsearch";
  /** An address, or the absolute path of a file. */
  readonly target: string;
  readonly enabled: boolean;
  /** Sent as that header, never told again; an output that comes back without it keeps it. */
  readonly authorization?: string;
}
export interface OutputSettings extends NewOutput {
  readonly delivered: number;
  readonly failed: number;
  readonly lastError: string | null;
}

/** `GET /api/tocsin/keys`; `POST` with `{ name }` answers {@link NewApiKey}; `DELETE /api/tocsin/keys/{id}`. Role admin. */
export interface ApiKeys {
  readonly keys: readonly { readonly id: string; readonly name: string; readonly created: string; readonly lastUsed: string | null }[];
}
/** `key` is shown once. */
export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

/** `GET /api/tocsin/users`; `POST` with name, password and role; `PATCH`, `DELETE /api/tocsin/users/{name}`. Role admin. */
export interface Users {
  readonly users: readonly { readonly name: string; readonly role: "read" | "triage" | "admin"; readonly lastLogin: string | null }[];
}

/** `GET /api/tocsin/audit`: who changed what, newest first; `?before=` the number of the last one for more, `?text=` those that hold it, `?refused=true` or `false`. Role admin. */
export interface AuditLog {
  readonly entries: readonly {
    readonly id: number;
    readonly time: string;
    readonly who: string;
    readonly kind: string;
    readonly role: string;
    readonly address: string;
    readonly action: string;
    readonly subject: Readonly<Record<string, unknown>>;
    /** Of the answer. */
    readonly status: number;
  }[];
}
