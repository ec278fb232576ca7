import { setImmediate as turn } from "node:timers/promises";
import type { Alert } from "../alerts/alert.ts";
import type { JsonObject } from "../event/json.ts";
import type { AlertColumns } from "./alert-columns.ts";
import { ALERT_COLUMNS, wholeAlert } from "./alerts.ts";
import type { Database } from "./database.ts";

/** What whole documents must satisfy. */
export interface AlertTest {
  /** Two tests of one name judge alike, whenever they do: what one of them found is kept. Undefined where the time of judging matters. */
  readonly name: string | undefined;
  readonly passes: (alert: Alert) => boolean;
}

/** Of each row of the columns: 0 nobody has looked, 1 it fails, 2 it passes. */
export type Verdicts = Uint8Array;
export const PASSES = 2;
const FAILS = 1;

/** Tests whose findings are kept, and rules whose shared texts are. */
const MOST_KEPT = 8;
const MOST_BLOCKS = 500;
/** Documents read together, about ten milliseconds: then others have their turn. */
const SLICE = 100;

/** Judges documents of alerts by tests; nobody waits for it meanwhile, and what is known is not judged again. */
export class AlertVerdicts {
  readonly #database: Database;
  readonly #columns: AlertColumns;
  readonly #kept = new Map<string, Verdicts>();
  readonly #blocks = new Map<string, JsonObject>();

  constructor(database: Database, columns: AlertColumns) {
    this.#database = database;
    this.#columns = columns;
    columns.onChange((row) => {
      if (row === -1) this.#kept.clear();
      else for (const verdicts of this.#kept.values()) if (row < verdicts.length) verdicts[row] = 0;
    });
  }

  /**
   * Judges rows; gives verdicts of them and maybe others.
   * @throws the signal's reason once nobody waits for it any more
   */
  async judge({ name, passes }: AlertTest, rows: readonly number[], signal?: AbortSignal): Promise<Verdicts> {
    const verdicts = this.#verdictsOf(name);
    const unknown = rows.filter((row) => verdicts[row] === 0);
    const sequences = unknown.map((row) => this.#columns.sequence[row]);
    for (let start = 0; start < unknown.length; start += SLICE) {
      if (start > 0) await turn();
      signal?.throwIfAborted();
      const alerts = this.#alerts(sequences.slice(start, start + SLICE));
      for (let i = start; i < Math.min(start + SLICE, unknown.length); i++) {
        const alert = alerts.get(sequences[i] ?? 0);
        verdicts[unknown[i] ?? 0] = alert && passes(alert) ? PASSES : FAILS;
      }
    }
    return verdicts;
  }

  #verdictsOf(name: string | undefined): Verdicts {
    const { rows } = this.#columns;
    const known = name === undefined ? undefined : this.#kept.get(name);
    const verdicts = known && known.length >= rows ? known : new Uint8Array(rows * 2);
    if (known && known !== verdicts) verdicts.set(known);
    if (name === undefined) return verdicts;
    this.#kept.delete(name);
    this.#kept.set(name, verdicts);
    const [oldest = ""] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    return verdicts;
  }

  #alerts(sequences: readonly unknown[]): ReadonlyMap<number, Alert> {
    const rows = this.#database
      .prepare(`SELECT document, block, ${ALERT_COLUMNS} FROM alerts WHERE sequence IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify(sequences));
    return new Map(rows.map((row) => [Number(row["sequence"]), wholeAlert(row, this.#block(String(row["block"])))]));
  }

  #block(hash: string): JsonObject {
    const known = this.#blocks.get(hash);
    if (known) return known;
    const fields = this.#database.prepare("SELECT fields FROM rule_blocks WHERE hash = ?").get(hash)?.["fields"];
    const block = typeof fields === "string" ? (JSON.parse(fields) as JsonObject) : {};
    if (this.#blocks.size >= MOST_BLOCKS) this.#blocks.clear();
    this.#blocks.set(hash, block);
    return block;
  }
}
