import { Worker } from "node:worker_threads";
import { HttpError } from "../http/http-error.ts";
import type { QueryAnswer, QueryTask, QueryWorkerSettings } from "./messages.ts";

/** Longer than a task may take by its own bounds: the thread hangs. */
const ANSWER_MS = 90_000;
const MOST_WAITING = 20;

type Result = Extract<QueryAnswer, { readonly result: unknown }>["result"];

/** Runs queries over stored events in a thread of their own, started when the first one comes. */
export class QueryThread {
  readonly #settings: QueryWorkerSettings;
  readonly #calls = new Map<number, PromiseWithResolvers<Result>>();
  #worker: Worker | undefined;
  #next = 0;

  constructor(settings: QueryWorkerSettings) {
    this.#settings = settings;
  }

  /** @throws {HttpError} 400 with diagnostics for a faulty query, 429 where too many wait, 503 where it takes too long */
  async run(task: QueryTask): Promise<Result> {
    if (this.#calls.size >= MOST_WAITING) throw new HttpError(429, "busy", "too many queries wait", { headers: { "retry-after": "5" } });
    const call = this.#next++;
    const answer = Promise.withResolvers<Result>();
    this.#calls.set(call, answer);
    const timer = setTimeout(
      () => this.#fail(new HttpError(503, "too_slow", "the query took too long", { hint: "ask about less time" })),
      ANSWER_MS,
    );
    try {
      this.#thread().postMessage({ call, task });
      return await answer.promise;
    } finally {
      clearTimeout(timer);
      this.#calls.delete(call);
    }
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker;
    const file = new URL(`./worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
    const worker = new Worker(file, { workerData: this.#settings, resourceLimits: { maxOldGenerationSizeMb: 1_024 } });
    worker.on("message", (message: QueryAnswer) => this.#hear(message));
    worker.on("error", (error: Error) => this.#fail(new HttpError(503, "query_failed", `the query could not be run: ${error.message}`)));
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #hear(message: QueryAnswer): void {
    const waiting = this.#calls.get(message.call);
    if ("result" in message) waiting?.resolve(message.result);
    else waiting?.reject(new HttpError(400, "bad_query", message.fault.message, { wire: message.fault.diagnostics }));
  }

  /** The thread is of no more use: all that waits fails, and the next query starts another. */
  #fail(error: HttpError): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
  }
}
