import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../store/database.ts";
import { alertStore } from "../../store/alerts.ts";
import { outputCursors } from "../../store/output-cursors.ts";
import { type OutputConfig, readSettings } from "../settings.ts";
import type { OutputSettings } from "../wire/data.ts";
import { OUTPUT_KINDS } from "./kinds.ts";

const BATCH = 200;
const IDLE_MS = 1_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** Where alerts come from, and who is told of trouble. */
export interface OutputPlaces {
  readonly database: Database;
  /** Where no settings were saved yet. */
  readonly retention: { readonly age: number; readonly bytes: number };
  readonly log: (level: "warn", message: string, details: object) => void;
}

/** How an output is doing. */
interface OutputState {
  delivered: number;
  failed: number;
  lastError: string | null;
}

/**
 * Sends alerts on, each output at its own pace, from the database: how far each has come is saved after each batch, so
 * that an alert is sent at least once, whatever stops in between. What fails is tried again, later and later.
 */
export class Outputs {
  readonly #places: OutputPlaces;
  readonly #states = new Map<string, OutputState>();
  #abort = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(places: OutputPlaces) {
    this.#places = places;
  }

  /** Starts with the outputs as they are set now. */
  start(): void {
    this.#abort = new AbortController();
    const { outputs } = this.#settings();
    this.#running = Promise.all(outputs.filter(({ enabled }) => enabled).map((output) => this.#run(output, this.#abort.signal)));
  }

  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  /** Without what is secret. */
  described(): readonly OutputSettings[] {
    return this.#settings().outputs.map(({ name, kind, target, enabled }) => ({ name, kind, target, enabled, ...this.#state(name) }));
  }

  #settings(): ReturnType<typeof readSettings> {
    return readSettings(this.#places.database, this.#places.retention);
  }

  #state(name: string): OutputState {
    const state = this.#states.get(name) ?? { delivered: 0, failed: 0, lastError: null };
    this.#states.set(name, state);
    return state;
  }

  async #run(output: OutputConfig, signal: AbortSignal): Promise<void> {
    const { database } = this.#places;
    const cursors = outputCursors(database);
    const alerts = alertStore(database);
    const state = this.#state(output.name);
    let retry = FIRST_RETRY_MS;
    while (!signal.aborted) {
      const batch = alerts.after(cursors.get(output.name), BATCH);
      const last = batch.at(-1);
      if (!last) {
        await pause(IDLE_MS, signal);
        continue;
      }
      try {
        await OUTPUT_KINDS[output.kind](output, alerts.documents(batch.map(({ id }) => id)), signal);
        cursors.set(output.name, last.sequence);
        state.delivered += batch.length;
        state.lastError = null;
        retry = FIRST_RETRY_MS;
      } catch (error) {
        if (signal.aborted) return;
        state.failed++;
        state.lastError = error instanceof Error ? error.message : String(error);
        this.#places.log("warn", `alerts could not be sent to ${output.name}`, { error: state.lastError, again: `${retry} ms` });
        await pause(retry, signal);
        retry = Math.min(LONGEST_RETRY_MS, retry * 2);
      }
    }
  }
}

/** Until the time is over or the signal comes. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
