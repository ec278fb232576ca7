import { setImmediate } from "node:timers/promises";
import { readFindings } from "../../engine/lines/findings.ts";
import type { LineJudging } from "../../engine/lines/line-judging.ts";
import type { LineBlock } from "../../event/line-block.ts";
import { claim, offer } from "./claim.ts";
import { LineThread, type ThreadListener } from "./line-thread.ts";
import type { FromThread, JudgedBlock, SharedBlock } from "./shared-block.ts";

/** Full blocks on their way for each thread, so that none need wait for the next; of small ones so many times as many. */
const BLOCKS_EACH = 2;
const SMALL_BLOCKS = 3;
const OWNER_BYTES = 4;

/** A block on its way. */
interface Sent {
  readonly block: LineBlock;
  readonly shared: SharedBlock;
  judged: Pick<JudgedBlock, "findings" | "failures"> | undefined;
}

/** What is to be done between two blocks. */
interface Work {
  readonly run: () => void;
}

/** What a judged block was in, for the next one. */
interface Memory {
  readonly memory: SharedArrayBuffer;
  readonly owner: SharedArrayBuffer;
}

/**
 * Has blocks of lines judged by several threads, of which the one that calls is one whenever it would wait. What is found is
 * taken by that one in the order in which the blocks came, so that the number of threads changes nothing that comes out.
 */
export class LineWorkers implements ThreadListener {
  readonly #threads: readonly LineThread[];
  readonly #queue: (Sent | Work)[] = [];
  readonly #free: Memory[] = [];
  #judging: LineJudging | undefined;
  #capacity = 0;
  #number = 0;
  /** On their way. */
  #bytes = 0;
  /** Threads that have told the last. */
  #ended = 0;
  #fault: Error | undefined;
  #wake: () => void = () => undefined;

  /**
   * Starts the threads, which takes a while.
   * @param jobs threads in all, at least 2
   */
  constructor(jobs: number) {
    this.#threads = Array.from({ length: jobs - 1 }, () => new LineThread(this));
  }

  begin(judging: LineJudging): void {
    const plan = judging.plan();
    this.#judging = judging;
    this.#capacity = plan.capacity;
    for (const thread of this.#threads) thread.begin(plan);
  }

  /** Takes the block's lines, and has them judged while others come. */
  async take(block: LineBlock): Promise<void> {
    this.#send(block);
    this.#receive();
    while (this.#isFull) await this.#goOn();
  }

  /** Waits until all blocks that have come are done. */
  async settle(): Promise<void> {
    while (this.#queue.length > 0) await this.#goOn();
  }

  /** Does something when all blocks before it are done. */
  async after(run: () => void): Promise<void> {
    this.#queue.push({ run });
    while (this.#isFull || (this.#queue[0] && "run" in this.#queue[0])) await this.#goOn();
  }

  /** All blocks have come: takes what is still to be taken. */
  async finish(): Promise<void> {
    await this.settle();
    for (const thread of this.#threads) thread.tell("end");
    while (this.#ended < this.#threads.length) {
      await this.#message();
      this.#receive();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  told({ block, costs, counted }: FromThread): void {
    for (const each of counted) this.#lines.count(each);
    if (costs) this.#lines.charge(costs);
    if (block) this.#judged(block);
    else this.#ended++;
    this.#wake();
  }

  failed(error: Error): void {
    this.#fault ??= error;
    this.#wake();
  }

  #judged({ number, findings, failures }: JudgedBlock): void {
    const sent = this.#blocks().find(({ shared }) => shared.number === number);
    if (sent) sent.judged = { findings, failures };
  }

  get #isFull(): boolean {
    const most = BLOCKS_EACH * this.#threads.length + 1;
    return this.#bytes > most * this.#capacity || this.#queue.length > SMALL_BLOCKS * most;
  }

  #send(block: LineBlock): void {
    const { block: detached, shared } = this.#share(block, ++this.#number);
    offer(shared);
    this.#queue.push({ block: detached, shared, judged: undefined });
    this.#bytes += shared.length;
    for (const thread of this.#threads) thread.tell(shared);
  }

  #share(block: LineBlock, number: number): Pick<Sent, "block" | "shared"> {
    const { part, stream } = block;
    if (part) {
      const shared = { number, memory: undefined, part: { ...part, path: stream.file }, length: part.length };
      return { block, shared: { ...shared, owner: new SharedArrayBuffer(OWNER_BYTES) } };
    }
    const free = this.#free.pop() ?? { memory: new SharedArrayBuffer(this.#capacity), owner: new SharedArrayBuffer(OWNER_BYTES) };
    const detached = block.detach(free.memory);
    return { block: detached, shared: { number, ...free, part: undefined, length: detached.bytes?.length ?? 0 } };
  }

  /** Takes the oldest block, or judges one, after which others are heard; waits where other threads have all of them. */
  async #goOn(): Promise<void> {
    this.#receive();
    const [oldest] = this.#queue;
    if (oldest && "run" in oldest) {
      this.#queue.shift();
      oldest.run();
    } else if (oldest?.judged) this.#takeOldest(oldest);
    else if (this.#help()) await setImmediate();
    else await this.#message();
  }

  #receive(): void {
    for (const thread of this.#threads) thread.receive();
    if (this.#fault) throw this.#fault;
  }

  /** Judges a block that no thread has begun with. */
  #help(): boolean {
    const sent = this.#blocks().find(({ shared, judged }) => !judged && claim(shared));
    if (!sent) return false;
    if (sent !== this.#queue[0]) sent.judged = this.#lines.judge(sent.block);
    else {
      this.#lines.take(sent.block);
      this.#forget(sent);
    }
    return true;
  }

  #takeOldest(sent: Sent): void {
    const { findings, failures } = sent.judged as NonNullable<Sent["judged"]>;
    const { taker } = this.#lines;
    this.#lines.fail(failures);
    taker.begin(sent.block);
    readFindings(findings, taker);
    taker.finish(findings.lines);
    this.#forget(sent);
  }

  /** The oldest block is done. */
  #forget({ shared }: Sent): void {
    this.#queue.shift();
    this.#bytes -= shared.length;
    const { memory, owner } = shared;
    if (memory) this.#free.push({ memory, owner });
  }

  #blocks(): Sent[] {
    return this.#queue.filter((each) => "block" in each);
  }

  get #lines(): LineJudging {
    if (!this.#judging) throw new Error("invariant: blocks come after the plan");
    return this.#judging;
  }

  #message(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
