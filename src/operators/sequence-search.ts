import type { SequenceOp } from "../plan/plan.ts";
import type { RootOperator } from "./root-operator.ts";
import { SequenceOperator } from "./sequence.ts";
import type { CompletedSequence } from "./sequence-types.ts";

/** Sequences as a search runs them: events without a readable time take no part; results in order of their last event. */
export const sequence: RootOperator<SequenceOp> = {
  predicates: (op) => (op.until ? [...op.stages, op.until] : op.stages).map((stage) => stage.where),
  order: "time",
  defaultEnd: "tail",
  search: (op, events) => {
    const operator = new SequenceOperator<number>(op, { limits: { keys: Infinity, pendingPerKey: Infinity } });
    const found = events.flatMap(({ time, document, hits }, ref) =>
      time === undefined ? [] : operator.push({ ref, time, document }, hits),
    );
    const last = ({ events: refs }: CompletedSequence<number>): number => refs.findLast((ref) => ref !== null) as number;
    const sorted = found.concat(operator.finish("search")).sort((a, b) => last(a) - last(b));
    const sequences = sorted.map(({ key, events: refs }) => ({
      key,
      events: refs.map((ref) => (ref === null ? null : (events[ref] as (typeof events)[number]).ref)),
    }));
    return { kind: "sequences", sequences };
  },
};
