import type { Database } from "./database.ts";

/** A rule that was made or changed through the service; it stands before a file's rule of the same id. */
export interface SavedRule {
  readonly ruleId: string;
  /** Its text as `loadRuleText` reads it; null where only `enabled` differs from the file's. */
  readonly text: string | null;
  readonly format: "toml" | "json";
  /** Null: as the text or the file says. */
  readonly enabled: boolean | null;
  /** Epoch milliseconds. */
  readonly created: number;
  readonly createdBy: string;
  readonly updated: number;
  readonly updatedBy: string;
  /** Counts its changes from 0. */
  readonly revision: number;
}

/** What a change of a saved rule says. */
export interface RuleChange {
  readonly ruleId: string;
  readonly text: string | null;
  readonly format: "toml" | "json";
  readonly enabled: boolean | null;
  readonly by: string;
  readonly at: number;
}

export interface SavedRuleStore {
  all(): readonly SavedRule[];
  get(ruleId: string): SavedRule | undefined;
  save(change: RuleChange): void;
  /** True where there was one. */
  remove(ruleId: string): boolean;
}

export function savedRuleStore(database: Database): SavedRuleStore {
  const upsert = database.prepare(`INSERT INTO rules (rule_id, text, format, enabled, created, created_by, updated, updated_by, revision)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5, ?6, 0) ON CONFLICT DO UPDATE SET text = ?2, format = ?3, enabled = ?4, updated = ?5, updated_by = ?6,
    revision = revision + 1`);
  return {
    all: () => database.prepare("SELECT * FROM rules").all().map(ruleOf),
    get(ruleId) {
      const row = database.prepare("SELECT * FROM rules WHERE rule_id = ?").get(ruleId);
      return row && ruleOf(row);
    },
    save: ({ ruleId, text, format, enabled, by, at }) =>
      void upsert.run(ruleId, text, format, enabled === null ? null : Number(enabled), at, by),
    remove: (ruleId) => Number(database.prepare("DELETE FROM rules WHERE rule_id = ?").run(ruleId).changes) > 0,
  };
}

const ruleOf = (row: Readonly<Record<string, unknown>>): SavedRule => ({
  ruleId: String(row["rule_id"]),
  text: row["text"] as string | null,
  format: row["format"] === "toml" ? "toml" : "json",
  enabled: row["enabled"] === null ? null : row["enabled"] === 1,
  created: Number(row["created"]),
  createdBy: String(row["created_by"]),
  updated: Number(row["updated"]),
  updatedBy: String(row["updated_by"]),
  revision: Number(row["revision"]),
});
