import { ThresholdOperator } from "../../operators/threshold.ts";
import type { ThresholdCandidate } from "../../operators/threshold-types.ts";
import type { ThresholdOp } from "../../plan/rule-plan.ts";
import type { Match } from "../match.ts";
import { SlotCap } from "../slot-cap.ts";
import { compileProjection } from "./projection.ts";
import { holdOf, mapped, reached, type RuleRunner, type RunnerParts } from "./runner.ts";

const NO_EVENT = -1;

/** Runs a threshold rule over its hits in order of window time. */
export function createThresholdRunner(parts: RunnerParts, op: ThresholdOp): RuleRunner {
  const { rule, arena, candidateLimit } = parts;
  // A bucket has no event: which were its first and last matters to explain, and where they came of other alerts.
  const asked = rule.readsAlerts || rule.trace !== undefined;
  const cap = new SlotCap(candidateLimit);
  const operator = new ThresholdOperator<number>(op, rule.window, {
    maxSignals: candidateLimit,
    ...(asked && { hold: holdOf(arena) }),
    ...(rule.trace && { trace: rule.trace.threshold }),
  });
  const match = ({ slot, time, from, count, terms, cardinality, first, last, lineage }: ThresholdCandidate<number>): Match => ({
    rule,
    time,
    slot,
    capped: !cap.take(slot),
    subject: {
      kind: "bucket",
      bucket: { terms, count, from, to: time, ...(cardinality && { cardinality: [cardinality] }) },
      ends: asked ? [arena.get(first), arena.get(last)] : [],
      lineage,
    },
  });
  const project = compileProjection([...op.fields, ...(op.cardinality ? [op.cardinality.field] : [])]);
  return {
    prepare: (_, document) => ({ document: project(document), keep: false }),
    push(hit) {
      const before = operator.stats.contributed;
      const candidates = operator.push({
        ref: asked ? hit.held.key : NO_EVENT,
        time: hit.windowTime,
        document: hit.document,
        lineage: hit.held.lineage,
      });
      rule.stats.contributed += operator.stats.contributed - before;
      return mapped(candidates, match);
    },
    advance: (time) => mapped(operator.advance(time), match),
    finish: () => mapped(operator.finish(), match),
    changes: () => operator.changes(),
    restore: (entries) => operator.restore(entries as Parameters<typeof operator.restore>[0]),
    get counts() {
      const { evicted, tuplesCapped, valuesCapped } = operator.stats;
      return { open: 0, limits: reached({ threshold_buckets: evicted, key_tuples: tuplesCapped, distinct_values: valuesCapped }) };
    },
  };
}
