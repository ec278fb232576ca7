import { NewTermsOperator } from "../../operators/new-terms.ts";
import type { NewTermsCandidate } from "../../operators/new-terms-types.ts";
import type { NewTermsOp } from "../../plan/rule-plan.ts";
import type { Match } from "../match.ts";
import { SlotCap } from "../slot-cap.ts";
import { compileProjection } from "./projection.ts";
import { holdOf, mapped, reached, type RuleRunner, type RunnerParts } from "./runner.ts";

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
      const candidates = operator.push({ ref: hit.held.key, time: hit.windowTime, document: hit.document });
      rule.stats.contributed += operator.stats.contributed - before;
      return mapped(candidates, match);
    },
    prime: (hit) => operator.prime({ ref: hit.held.key, time: hit.windowTime, document: hit.document }),
    advance: (time) => mapped(operator.advance(time), match),
    finish: () => mapped(operator.finish(), match),
    changes: () => operator.changes(),
    restore: (entries) => operator.restore(entries as Parameters<typeof operator.restore>[0]),
    get counts() {
      const { evicted, tuplesCapped } = operator.stats;
      return { open: 0, limits: reached({ new_terms_tuples: evicted, key_tuples: tuplesCapped }) };
    },
  };
}
