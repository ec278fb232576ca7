import type { Database } from "./database.ts";

/** What an exception item did for a rule. */
export interface ExceptionHits {
  readonly ruleId: string;
  readonly list: string;
  readonly item: string;
  /** Events that it took out. */
  readonly hits: number;
  /** When the last one was judged, epoch milliseconds. */
  readonly last: number;
}

/** How often exceptions apply, counted for good. */
export interface ExceptionHitStore {
  /** Adds to what is there. */
  add(more: Iterable<ExceptionHits>): void;
  ofRule(ruleId: string): readonly ExceptionHits[];
}

export function exceptionHitStore(database: Database): ExceptionHitStore {
  const insert = database.prepare(
    `INSERT INTO exception_hits (rule_id, list, item, hits, last) VALUES (:ruleId, :list, :item, :hits, :last)
     ON CONFLICT DO UPDATE SET hits = hits + excluded.hits, last = max(last, excluded.last)`,
  );
  const read = database.prepare("SELECT rule_id AS ruleId, list, item, hits, last FROM exception_hits WHERE rule_id = ?");
  return {
    add(more) {
      for (const each of more) insert.run({ ...each });
    },
    ofRule: (ruleId) => read.all(ruleId) as unknown as ExceptionHits[],
  };
}
