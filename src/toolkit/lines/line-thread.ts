import module from "node:module";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { LinePlan } from "../../engine/lines/line-judging.ts";
import type { FromThread, ToThread } from "./shared-block.ts";
import type { LineWorkerData } from "./worker.ts";

/** Told what a thread has to say. */
export interface ThreadListener {
  told(what: FromThread): void;
  /** The thread has ended, though it was not closed. */
  failed(error: Error): void;
}

/** A thread that judges blocks of lines once it has a plan. */
export class LineThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #listener: ThreadListener;

  constructor(listener: ThreadListener) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#listener = listener;
    const data: LineWorkerData = { port: port2, compileCache: module.getCompileCacheDir() };
    this.#worker = new Worker(workerFile(), { workerData: data, transferList: [port2] });
    this.#worker.on("error", (error: Error) => listener.failed(error));
    this.#worker.on("exit", (code) => listener.failed(new Error(`a thread that judges lines has ended with code ${code}`)));
    port1.on("message", (what: FromThread) => listener.told(what));
    port1.on("messageerror", (error: Error) => listener.failed(error));
  }

  begin(plan: LinePlan): void {
    this.#worker.postMessage(plan);
  }

  tell(what: ToThread): void {
    this.#port.postMessage(what);
  }

  /** Tells the listener at once of what has come. */
  receive(): void {
    for (let came = receiveMessageOnPort(this.#port); came; came = receiveMessageOnPort(this.#port))
      this.#listener.told(came.message as FromThread);
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners("exit");
    this.#port.close();
    await this.#worker.terminate();
  }
}

const workerFile = (): URL => new URL(`./worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
