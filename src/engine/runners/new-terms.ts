import { NewTermsOperator } from "../../operators/new-terms.ts";
import type { NewTermsCandidate } from "../../operators/new-terms-types.ts";
import type { NewTermsOp } from "../../plan/rule-plan.ts";
import type { Match } from "../match.ts";
import { SlotCap } from "../slot-cap.ts";
import { compileProjection } from "./projection.ts";
import { holdOf, reached, type RuleRunner, type RunnerParts } from "./runner.ts";

/** Runs a new-terms rule over its hits in order of window time. */
export function createNewTermsRunner(parts: RunnerParts, op: NewTermsOp): RuleRunner {
  const { rule, arena, candidateLimit, firstEventTime } = parts;
  const cap = new SlotCap(candidateLimit);
  const operator = new NewTermsOperator<number>(op, rule.window, {
    maxSignals: candidateLimit,
    hold: holdOf(arena),
    firstEventTime,
    ...(rule.trace && { trace: rule.trace.newTerms }),
  });
  const match = ({ slot, event, time, values, historyCoverage }: NewTermsCandidate<number>): Match => ({
    rule,
    time,
    slot,
    capped: !cap.take(slot),
    subject: {
      kind: "event",
      held: arena.get(event),
      salt: JSON.stringify(values),
      fields: {
        "kibana.alert.new_terms": [...values],
        ...(historyCoverage !== undefined && { "tocsin.history_coverage": historyCoverage }),
      },
    },
  });
  const project = compileProjection(op.fields);
  return {
    prepare: (_, document) => ({ document: project(document), keep: true }),
    push(hit) {
      const before = operator.stats.contributed;
      const matches = operator.push({ ref: hit.held.key, time: hit.windowTime, document: hit.document }).map(match);
      rule.stats.contributed += operator.stats.contributed - before;
      return matches;
    },
    prime: (hit) => operator.prime({ ref: hit.held.key, time: hit.windowTime, document: hit.document }),
    advance: (time) => operator.advance(time).map(match),
    finish: () => operator.finish().map(match),
    changes: () => operator.changes(),
    restore: (entries) => operator.restore(entries as Parameters<typeof operator.restore>[0]),
    get counts() {
      const { evicted, tuplesCapped } = operator.stats;
      return { open: 0, limits: reached({ new_terms_tuples: evicted, key_tuples: tuplesCapped }) };
    },
  };
}
