import { compilePath } from "../../event/path.ts";
import { parseTime } from "../../event/time.ts";
import { SequenceOperator } from "../../operators/sequence.ts";
import { heldBy, type SequenceState } from "../../operators/sequence-state.ts";
import type { CompletedSequence } from "../../operators/sequence-types.ts";
import type { SequenceOp } from "../../plan/plan.ts";
import type { Hit } from "../hit.ts";
import type { Match } from "../match.ts";
import { slotAt, windowLength } from "../slots.ts";
import { compileProjection } from "./projection.ts";
import { holdOf, reached, type RuleRunner, type RunnerCounts, type RunnerParts } from "./runner.ts";

/** Runs a sequence rule over its hits in order; a sequence is bounded by maxspan, else by the length of the rule's window. */
export function createSequenceRunner({ rule, arena }: RunnerParts, op: SequenceOp): RuleRunner {
  const operator = new SequenceOperator<number>(op, {
    bound: windowLength(rule.window),
    hold: holdOf(arena),
    ...(rule.trace && { trace: rule.trace.sequence }),
  });
  const windowTime = compileWindowTime(rule.rule.timestampOverride);
  const match = (sequence: CompletedSequence<number>): Match => {
    const events = sequence.events.filter((key) => key !== null).map((key) => arena.get(key));
    const last = events.at(-1);
    // An alert was seen after its slot, whatever times are in it.
    const time = (last && !last.lineage ? windowTime(arena.load(last)) : undefined) ?? sequence.end;
    return { rule, time, slot: slotAt(time, rule.window.interval), subject: { kind: "group", events, joinKeys: sequence.key } };
  };
  const stages = op.until ? [...op.stages, op.until] : op.stages;
  const project = compileProjection(stages.flatMap((stage) => stage.keys.flatMap((key) => key.field ?? [])));
  const isPart = (stage: number): boolean => op.stages[stage]?.missing === false;
  return {
    prepare: (matched, document) => ({ document: project(document), keep: matched.some(isPart) }),
    push(hit: Hit) {
      const before = operator.stats.contributed;
      const event = { ref: hit.held.key, time: hit.order.time as number, document: hit.document };
      const completed = operator.push(event, (stage) => hit.stages.includes(stage));
      rule.stats.contributed += operator.stats.contributed - before;
      return completed.map(match);
    },
    advance: (time) => operator.advance(time).map(match),
    finish: () => operator.finish("scan").map(match),
    changes: () => operator.changes(),
    restore(entries) {
      const states = entries as readonly (readonly [string, SequenceState<number>])[];
      for (const [, state] of states) for (const { ref } of heldBy(state)) arena.regain(ref);
      operator.restore(states);
    },
    get counts(): RunnerCounts {
      const { open, evicted, tuplesCapped } = operator.stats;
      return { open, limits: reached({ sequence_keys: evicted, key_tuples: tuplesCapped }) };
    },
  };
}

/** Reads an event's window time again when it completes a sequence; undefined where it has none. */
function compileWindowTime(override: string | undefined): (document: Parameters<ReturnType<typeof compilePath>>[0]) => number | undefined {
  const readers = (override === undefined ? ["@timestamp"] : [override, "@timestamp"]).map(compilePath);
  return (document) => {
    for (const read of readers) {
      const [value] = read(document);
      const time = value === undefined ? undefined : parseTime(value);
      if (time !== undefined) return time;
    }
    return undefined;
  };
}
