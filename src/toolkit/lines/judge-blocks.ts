import type { MessagePort } from "node:worker_threads";
import { createIndexRouter } from "../../engine/index-router.ts";
import { BlockWriter } from "../../engine/lines/block-writer.ts";
import { LineJudge } from "../../engine/lines/line-judge.ts";
import type { LinePlan } from "../../engine/lines/line-judging.ts";
import { lineRoute } from "../../engine/lines/line-route.ts";
import type { LinesToTake } from "../../engine/lines/take-lines.ts";
import { readPart } from "../../formats/input/read-part.ts";
import { indexOf } from "../../event/index-name.ts";
import { openLineMatcher } from "../../matcher/line-matcher.ts";
import { buffersOf, type Counted, copyCounted } from "../../matcher/lines/counted.ts";
import type { GatheringHost } from "../../matcher/lines/gathering.ts";
import { FieldTexts } from "../../operators/anomaly/field-texts.ts";
import type { JobField } from "../../plan/job-plan.ts";
import { claim } from "./claim.ts";
import type { FromThread, SharedBlock, ToThread } from "./shared-block.ts";

/** Judges the blocks that come by the port and no other thread has claimed, and tells what it finds in each. */
export function judgeBlocks({ rules, matcher: image, jobFields, patterns, jobPatterns, taken, index }: LinePlan, port: MessagePort): void {
  const counted: Counted[] = [];
  const matcher = openLineMatcher(image, hostOf(jobFields, counted));
  matcher.measure(() => performance.now());
  const router = createIndexRouter(patterns, jobPatterns);
  const judge = new LineJudge(rules, matcher, matcher.sieve);
  const writer = new BlockWriter(judge, rules.fields, (event) => lineRoute(indexOf(event, index), router, taken));
  const tell = (what: Omit<FromThread, "counted">): void => {
    const told: FromThread = { ...what, counted: counted.splice(0) };
    port.postMessage(told, transferred(told));
  };
  port.on("message", (block: ToThread) => {
    if (block === "end") {
      judge.handOver();
      tell({ costs: matcher.costs() });
    } else if (claim(block)) {
      const findings = writer.write(linesOf(block));
      tell({ block: { number: block.number, findings, failures: matcher.failures.take() } });
    }
  });
}

const linesOf = ({ memory, part, length }: SharedBlock): LinesToTake => ({
  bytes: memory && Buffer.from(memory, 0, length),
  part,
  readInto: (bytes) => part && readPart(part, bytes, part.path),
});

/** What goes over without being copied. */
function transferred({ block, counted }: FromThread): ArrayBuffer[] {
  const found = block ? [block.findings.words, ...block.findings.notes.map(({ words }) => words)] : [];
  return [...found.map(({ buffer }) => buffer as ArrayBuffer), ...counted.flatMap(buffersOf)];
}

/** Keeps what is counted until it can be told. */
function hostOf(fields: readonly JobField[], counted: Counted[]): GatheringHost {
  const texts = new FieldTexts();
  for (const field of fields) texts.register(field);
  return { textOf: texts.textOf.bind(texts), take: (each) => void counted.push(copyCounted(each)) };
}
