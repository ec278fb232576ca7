import { parentPort, workerData } from "node:worker_threads";
import { createIndexRouter } from "../../engine/index-router.ts";
import { FindingsWriter } from "../../engine/lines/findings.ts";
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

/** Judges the blocks that it is sent, and sends back what it finds in each. */
function work({ predicates, owner, stage, needs, timeFields, fields, options, patterns, jobPatterns, taken, index }: LinePlan): void {
  const judge = LineJudge.create({ matcher: compileMatcher(predicates), owner, stage, needs, timeFields, fields }, options);
  if (!judge) throw new Error("invariant: what can be judged in one thread can be judged in another");
  const router = createIndexRouter(patterns, jobPatterns);
  let bytes: Buffer = Buffer.alloc(0);
  const writer = new FindingsWriter(({ start, end }) => {
    const event = JSON.parse(bytes.toString("utf8", start, end)) as JsonObject;
    return lineRoute(indexOf(event, index), router, taken);
  });
  parentPort?.on("message", ({ memory, length }: BlockMessage) => {
    bytes = Buffer.from(memory, 0, length);
    const findings = writer.take(judge.take(bytes, writer));
    parentPort?.postMessage(findings, [findings.words.buffer as ArrayBuffer]);
  });
}

work(workerData as LinePlan);
