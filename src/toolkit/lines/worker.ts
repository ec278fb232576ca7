import { parentPort, workerData } from "node:worker_threads";
import { createIndexRouter } from "../../engine/index-router.ts";
import { type Findings, FindingsWriter } from "../../engine/lines/findings.ts";
import { LineJudge } from "../../engine/lines/line-judge.ts";
import { type LinePlan, lineRoute } from "../../engine/lines/line-judging.ts";
import { indexOf } from "../../event/index-name.ts";
import type { JsonObject } from "../../event/json.ts";
import { compileMatcher } from "../../matcher/compile.ts";

/** A block to be judged: the first bytes of shared memory. */
export interface BlockMessage {
  readonly memory: SharedArrayBuffer;
  readonly length: number;
}

/** What came of a block. */
export interface JudgedBlock {
  readonly findings: Findings;
  /** Milliseconds by predicate. */
  readonly costs: Float64Array;
}

/** Judges the blocks that it is sent, and sends back what it finds in each. */
function work({ predicates, owner, stage, needs, timeFields, fields, options, patterns, jobPatterns, taken, index }: LinePlan): void {
  const matcher = compileMatcher(predicates);
  matcher.measure(() => performance.now());
  const judge = LineJudge.create({ matcher, owner, stage, needs, timeFields, fields, gathering: undefined }, options);
  if (!judge) throw new Error("invariant: what can be judged in one thread can be judged in another");
  const router = createIndexRouter(patterns, jobPatterns);
  let bytes: Buffer = Buffer.alloc(0);
  const writer = new FindingsWriter(({ start, end }) => {
    const event = JSON.parse(bytes.toString("utf8", start, end)) as JsonObject;
    return lineRoute(indexOf(event, index), router, taken);
  }, fields);
  parentPort?.on("message", ({ memory, length }: BlockMessage) => {
    bytes = Buffer.from(memory, 0, length);
    const findings = writer.take(judge.take(bytes, writer));
    const judged: JudgedBlock = { findings, costs: matcher.costs() ?? new Float64Array() };
    parentPort?.postMessage(judged, [findings.words.buffer as ArrayBuffer]);
  });
}

work(workerData as LinePlan);
