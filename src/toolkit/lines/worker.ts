import module from "node:module";
import { once } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { LinePlan } from "../../engine/lines/line-judging.ts";

/** What a thread is started with. */
export interface LineWorkerData {
  /** Blocks come by it, and what is found in them goes back. */
  readonly port: MessagePort;
  /** A thread does not know its parent's cache of compiled code: without it half of a start is compiling. */
  readonly compileCache: string | undefined;
}

if (!parentPort) throw new Error("invariant: started as a thread");
const { port, compileCache } = workerData as LineWorkerData;
const planned = once(parentPort, "message") as Promise<[LinePlan]>;
if (compileCache !== undefined) module.enableCompileCache(compileCache);
const { judgeBlocks } = await import("./judge-blocks.ts");
const [plan] = await planned;
judgeBlocks(plan, port);
