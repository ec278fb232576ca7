import { Worker } from "node:worker_threads";
import { HttpError } from "../http/http-error.ts";
import type { QueryAnswer, QueryTask, QueryWorkerSettings } from "./messages.ts";

/** How long a task may take by its own bounds, and how much later the thread is taken to hang. */
const TRY_MS = 60_000;
const GRACE_MS = 30_000;
const MOST_WAITING = 20;

type Result = Extract<QueryAnswer, { readonly result: unknown }>["result"];

interface Waiting {
  readonly task: QueryTask;
  readonly answer: PromiseWithResolvers<Result>;
}

/** Runs queries over stored events in a thread of their own, started when the first one comes: one at a time, the others wait in turn. */
export class QueryThread {
  readonly #settings: QueryWorkerSettings;
  readonly #queue: Waiting[] = [];
  #running: (Waiting & { readonly call: number; readonly timer: NodeJS.Timeout }) | undefined;
  #worker: Worker | undefined;
  #next = 0;

  constructor(settings: QueryWorkerSettings) {
    this.#settings = settings;
  }

  /**
   * @param signal whoever asked is gone: the query is not run, or ended where it runs
   * @throws {HttpError} 400 with diagnostics for a faulty query, 429 where too many wait, 503 where it takes too long
   */
  async run(task: QueryTask, signal?: AbortSignal): Promise<Result> {
    if (this.#queue.length >= MOST_WAITING)
      throw new HttpError(429, "busy", `${MOST_WAITING} queries wait already; they run one after the other`, {
        headers: { "retry-after": "10" },
      });
    const waiting: Waiting = { task, answer: Promise.withResolvers<Result>() };
    const leave = (): void => this.#leave(waiting);
    this.#queue.push(waiting);
    signal?.addEventListener("abort", leave);
    try {
      if (signal?.aborted) leave();
      this.#go();
      return await waiting.answer.promise;
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }

  /** Queries that wait for the one that runs. */
  get waiting(): number {
    return this.#queue.length;
  }

  async stop(): Promise<void> {
    for (const { answer } of this.#queue.splice(0)) answer.reject(stopping());
    this.#running?.answer.reject(stopping());
    clearTimeout(this.#running?.timer);
    await this.#worker?.terminate();
  }

  /** Starts the next one where none runs. */
  #go(): void {
    if (this.#running) return;
    const next = this.#queue.shift();
    if (!next) return;
    const call = this.#next++;
    const timer = setTimeout(() => this.#abandon(tooSlow()), (next.task.kind === "try" ? TRY_MS : next.task.longestMs) + GRACE_MS);
    this.#running = { ...next, call, timer };
    this.#thread().postMessage({ call, task: next.task });
  }

  #leave(waiting: Waiting): void {
    const at = this.#queue.indexOf(waiting);
    if (at !== -1) {
      this.#queue.splice(at, 1);
      waiting.answer.reject(gone());
    } else if (this.#running?.answer === waiting.answer) this.#abandon(gone());
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker;
    const file = new URL(`./worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
    const worker = new Worker(file, { workerData: this.#settings, resourceLimits: { maxOldGenerationSizeMb: 1_024 } });
    worker.on("message", (message: QueryAnswer) => this.#hear(message));
    worker.on("error", (error: Error) => {
      if (worker === this.#worker) this.#abandon(new HttpError(503, "query_failed", `the query could not be run: ${error.message}`));
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #hear(message: QueryAnswer): void {
    if (message.call !== this.#running?.call) return;
    const { answer, timer } = this.#running;
    clearTimeout(timer);
    this.#running = undefined;
    if ("result" in message) answer.resolve(message.result);
    else answer.reject(new HttpError(400, "bad_query", message.fault.message, { wire: message.fault.diagnostics }));
    this.#go();
  }

  /** Ends the query that runs by ending its thread; the next one gets another. */
  #abandon(error: HttpError): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
    clearTimeout(this.#running?.timer);
    this.#running?.answer.reject(error);
    this.#running = undefined;
    this.#go();
  }
}

const gone = (): HttpError => new HttpError(499, "client_gone", "whoever asked is gone");
const stopping = (): HttpError => new HttpError(503, "unavailable", "the service stops");
const tooSlow = (): HttpError => new HttpError(503, "too_slow", "the query took too long", { hint: "ask about less time" });
