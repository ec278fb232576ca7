import type { MessagePort } from "node:worker_threads";
import { createIndexRouter } from "../../engine/index-router.ts";
import { BlockWriter } from "../../engine/lines/block-writer.ts";
import { LineJudge } from "../../engine/lines/line-judge.ts";
import type { LinePlan } from "../../engine/lines/line-judging.ts";
import { lineRoute } from "../../engine/lines/line-route.ts";
import { indexOf } from "../../event/index-name.ts";
import { openLineMatcher } from "../../matcher/line-matcher.ts";
import { buffersOf, type Counted, copyCounted, type GatheringHost } from "../../matcher/lines/gathering.ts";
import { FieldTexts } from "../../operators/anomaly/field-texts.ts";
import type { JobField } from "../../plan/job-plan.ts";
import { claim } from "./claim.ts";
import type { FromThread, JudgedBlock, ToThread } from "./shared-block.ts";

/** Judges the blocks that come by the port and no other thread has claimed, and tells what it finds in each. */
export function judgeBlocks({ rules, matcher: image, jobFields, patterns, jobPatterns, taken, index }: LinePlan, port: MessagePort): void {
  const counted: Counted[] = [];
  const matcher = openLineMatcher(image, hostOf(jobFields, counted));
  matcher.measure(() => performance.now());
  const router = createIndexRouter(patterns, jobPatterns);
  const judge = new LineJudge(rules, matcher, matcher.sieve);
  const writer = new BlockWriter(judge, rules.fields, (event) => lineRoute(indexOf(event, index), router, taken));
  const tell = (block: JudgedBlock | undefined): void => {
    const told: FromThread = { block, counted: counted.splice(0) };
    const words = block ? [block.findings.words.buffer as ArrayBuffer] : [];
    port.postMessage(told, [...told.counted.flatMap(buffersOf), ...words]);
  };
  port.on("message", (block: ToThread) => {
    if (block === "end") {
      judge.handOver();
      tell(undefined);
    } else if (claim(block)) {
      const findings = writer.write(Buffer.from(block.memory, 0, block.length));
      const costs = matcher.costs() ?? new Float64Array();
      tell({ number: block.number, findings, costs: { costs, failures: matcher.failures.take() } });
    }
  });
}

/** Keeps what is counted until it can be told. */
function hostOf(fields: readonly JobField[], counted: Counted[]): GatheringHost {
  const texts = new FieldTexts();
  for (const field of fields) texts.register(field);
  return { textOf: texts.textOf.bind(texts), take: (each) => void counted.push(copyCounted(each)) };
}
