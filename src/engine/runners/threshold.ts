import { ThresholdOperator } from "../../operators/threshold.ts";
import type { ThresholdCandidate } from "../../operators/threshold-types.ts";
import type { ThresholdOp } from "../../plan/rule-plan.ts";
import type { Match } from "../match.ts";
import { SlotCap } from "../slot-cap.ts";
import { compileProjection } from "./projection.ts";
import { holdOf, reached, type RuleRunner, type RunnerParts } from "./runner.ts";

/** Runs a threshold rule over its hits in order of window time. */
export function createThresholdRunner(parts: RunnerParts, op: ThresholdOp): RuleRunner {
  const { rule, arena, candidateLimit } = parts;
  const cap = new SlotCap(candidateLimit);
  const operator = new ThresholdOperator<number>(op, rule.window, {
    maxSignals: candidateLimit,
    hold: holdOf(arena),
    ...(rule.trace && { trace: rule.trace.threshold }),
  });
  const match = ({ slot, time, from, count, terms, cardinality, first, last }: ThresholdCandidate<number>): Match => ({
    rule,
    time,
    slot,
    capped: !cap.take(slot),
    subject: {
      kind: "bucket",
      bucket: { terms, count, from, to: time, ...(cardinality && { cardinality: [cardinality] }) },
      ends: [arena.get(first), arena.get(last)],
    },
  });
  const project = compileProjection([...op.fields, ...(op.cardinality ? [op.cardinality.field] : [])]);
  return {
    prepare: (_, document) => ({ document: project(document), keep: false }),
    push(hit) {
      const before = operator.stats.contributed;
      const matches = operator.push({ ref: hit.held.key, time: hit.windowTime, document: hit.document }).map(match);
      rule.stats.contributed += operator.stats.contributed - before;
      return matches;
    },
    advance: (time) => operator.advance(time).map(match),
    finish: () => operator.finish().map(match),
    changes: () => operator.changes(),
    restore: (entries) => operator.restore(entries as Parameters<typeof operator.restore>[0]),
    get counts() {
      const { evicted, tuplesCapped, valuesCapped } = operator.stats;
      return { open: 0, limits: reached({ threshold_buckets: evicted, key_tuples: tuplesCapped, distinct_values: valuesCapped }) };
    },
  };
}
