import { statSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { alertStore } from "../../store/alerts.ts";
import { blockStore } from "../../store/blocks.ts";
import { type Database, inTransaction } from "../../store/database.ts";
import { sourceStore } from "../../store/sources.ts";
import { listSegments, type Position } from "../../store/journal/segment.ts";
import type { Retention } from "./messages.ts";

/**
 * Deletes the oldest segments of the journal that are too old or too much, and alerts that are too old. What the engine
 * has not read, and the segment that is written to, is never touched.
 * @param now epoch milliseconds
 */
export function enforceRetention(
  database: Database,
  folder: string,
  position: Position,
  retention: Retention,
  now: number,
): { readonly segments: number; readonly alerts: number } {
  const blocks = blockStore(database);
  const sizes = listSegments(folder).map(({ name }) => ({ name, bytes: statSync(join(folder, name)).size }));
  let total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  let segments = 0;
  for (const { name, bytes } of sizes) {
    if (name >= position.segment) break;
    const newest = blocks.newestOf(name);
    const isOld = newest === undefined || newest < now - retention.age;
    if (!isOld && total <= retention.bytes) break;
    inTransaction(database, () => blocks.deleteSegment(name));
    unlinkSync(join(folder, name));
    total -= bytes;
    segments++;
  }
  sourceStore(database).trim(now);
  return { segments, alerts: alertStore(database).deleteBefore(now - retention.age) };
}
