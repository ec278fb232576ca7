import { z } from "zod";
import type { Database } from "../store/database.ts";
import { metaStore } from "../store/engine-state.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Where alerts are sent besides. */
export const OUTPUT_SHAPE = z.strictObject({
  name: z.string().regex(/^[\w -]{1,60}$/),
  kind: z.enum(["webhook", "file", "elasticsearch"]),
  /** An address, or the path of a file. */
  target: z.string().min(1).max(2_000),
  enabled: z.boolean(),
  /** Sent as the `authorization` header; never shown again. */
  authorization: z.string().max(4_000).optional(),
});
export type OutputConfig = z.infer<typeof OUTPUT_SHAPE>;

export const SETTINGS_SHAPE = z.strictObject({
  retentionDays: z.number().min(0.01).max(36_500),
  retentionBytes: z.number().min(1_000_000).max(1e16),
  outputs: z.array(OUTPUT_SHAPE).max(20),
});
/** What admins set in the pages; until then the command line's. */
export type SavedSettings = z.infer<typeof SETTINGS_SHAPE>;

export function readSettings(database: Database, fallback: { readonly age: number; readonly bytes: number }): SavedSettings {
  const text = metaStore(database).get("settings");
  const saved = text === undefined ? undefined : SETTINGS_SHAPE.safeParse(JSON.parse(text));
  return saved?.success ? saved.data : { retentionDays: fallback.age / DAY_MS, retentionBytes: fallback.bytes, outputs: [] };
}

export const writeSettings = (database: Database, settings: SavedSettings): void =>
  metaStore(database).set("settings", JSON.stringify(settings));

export const retentionOf = ({ retentionDays, retentionBytes }: SavedSettings): { readonly age: number; readonly bytes: number } => ({
  age: retentionDays * DAY_MS,
  bytes: retentionBytes,
});
