import type { PipeOp } from "../plan/plan.ts";

/** Elasticsearch's default number of results. */
const DEFAULT_SIZE = 10;

/**
 * Applies `| head n` and `| tail n` in order, after the request's own limit: `size` results counted from the end that
 * the first pipe counts from. Without a pipe that is `position`: the newest for events and sequences (Elasticsearch's
 * `result_position: tail`), the first for samples. The order of results never changes.
 */
export function applyPipes<T>(
  results: readonly T[],
  pipes: readonly PipeOp[],
  size: number = DEFAULT_SIZE,
  position: PipeOp["kind"] = "tail",
): readonly T[] {
  let kept = cut(results, pipes[0]?.kind ?? position, size);
  for (const pipe of pipes) kept = cut(kept, pipe.kind, pipe.count);
  return kept;
}

function cut<T>(items: readonly T[], kind: PipeOp["kind"], count: number): readonly T[] {
  if (items.length <= count) return items;
  return kind === "head" ? items.slice(0, count) : items.slice(items.length - count);
}
