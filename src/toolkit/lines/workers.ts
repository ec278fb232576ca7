import { Worker } from "node:worker_threads";
import { readFindings } from "../../engine/lines/findings.ts";
import type { LineJudging } from "../../engine/lines/line-judging.ts";
import type { LineBlock } from "../../event/line-block.ts";
import type { BlockMessage, JudgedBlock } from "./worker.ts";

/** Full blocks that a worker has or waits for, so that it need not wait for the next. */
const BLOCKS_EACH = 2;
/** Blocks on their way, of all workers, for each that one may have: a line between two full blocks is a block of its own. */
const SMALL_BLOCKS = 3;

/** A block on its way. */
interface Sent {
  readonly block: LineBlock;
  readonly memory: SharedArrayBuffer;
  readonly length: number;
  readonly judged: Promise<JudgedBlock>;
}

/**
 * Has blocks of lines judged by worker threads. What they find is taken in the order in which the blocks came, by one
 * thread, so that the number of workers changes nothing that comes out.
 */
export class LineWorkers {
  readonly #judging: LineJudging;
  readonly #capacity: number;
  readonly #workers: readonly LineWorker[];
  readonly #sent: Sent[] = [];
  readonly #free: SharedArrayBuffer[] = [];
  /** Bytes on their way. */
  #bytes = 0;

  constructor(judging: LineJudging, jobs: number) {
    const plan = judging.plan();
    this.#judging = judging;
    this.#capacity = plan.options.capacity;
    this.#workers = Array.from({ length: jobs }, () => new LineWorker(plan));
  }

  /** Sends the block's lines off; takes the findings of earlier ones where enough are on their way. */
  async take(block: LineBlock): Promise<void> {
    const memory = this.#free.pop() ?? new SharedArrayBuffer(this.#capacity);
    const detached = block.detach(memory);
    const { length } = detached.bytes;
    const worker = this.#workers.reduce((least, each) => (each.bytes < least.bytes ? each : least));
    this.#sent.push({ block: detached, memory, length, judged: worker.judge({ memory, length }) });
    this.#bytes += length;
    while (this.#isFull) await this.#takeOldest();
  }

  /** All blocks have been sent: takes what is still to come. */
  async drain(): Promise<void> {
    while (this.#sent.length > 0) await this.#takeOldest();
  }

  async close(): Promise<void> {
    for (const { judged } of this.#sent) judged.catch(() => undefined);
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  get #isFull(): boolean {
    const most = BLOCKS_EACH * this.#workers.length;
    return this.#bytes > (most - 1) * this.#capacity || this.#sent.length > SMALL_BLOCKS * most;
  }

  async #takeOldest(): Promise<void> {
    const { block, memory, length, judged } = this.#sent.shift() as Sent;
    const { findings: found, costs } = await judged;
    this.#bytes -= length;
    this.#judging.charge(costs);
    const { taker } = this.#judging;
    taker.begin(block);
    readFindings(found, taker);
    taker.finish(found.lines);
    this.#free.push(memory);
  }
}

/** A block that a thread has been sent. */
interface Waiting {
  readonly length: number;
  readonly resolve: (judged: JudgedBlock) => void;
  readonly reject: (error: Error) => void;
}

/** A thread, which answers in the order it is asked. */
class LineWorker {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  /** Of the blocks that it has or waits for. */
  bytes = 0;

  constructor(plan: unknown) {
    this.#worker = new Worker(workerFile(), { workerData: plan });
    this.#worker.on("message", (judged: JudgedBlock) => {
      const first = this.#waiting.shift();
      this.bytes -= first?.length ?? 0;
      first?.resolve(judged);
    });
    this.#worker.on("error", (error: Error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  judge(block: BlockMessage): Promise<JudgedBlock> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ length: block.length, resolve, reject });
      this.bytes += block.length;
      this.#worker.postMessage(block);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

const workerFile = (): URL => new URL(`./worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
