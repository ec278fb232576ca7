import { orderFields } from "../../engine/order-fields.ts";
import { windowLength, windowOf } from "../../engine/slots.ts";
import type { FieldTable } from "../../event/field-type.ts";
import { originOf, comparePositions } from "../../event/origin.ts";
import { compareOrder, compileOrder, type OrderKey } from "../../operators/order.ts";
import { SequenceOperator } from "../../operators/sequence.ts";
import type { SequenceStep } from "../../operators/sequence-trace.ts";
import type { SequenceOp } from "../../plan/plan.ts";
import type { Rule } from "../../rules/model.ts";
import type { DocumentExplanation } from "./explain.ts";

/** How documents went through a sequence's stages. Events are numbers into the explanation's documents. */
export interface SequenceExplanation {
  readonly completed: readonly { readonly joinKeys: readonly (string | null)[]; readonly events: readonly (number | null)[] }[];
  /** All that happened, in the sequence's order. */
  readonly steps: readonly SequenceStep<number>[];
  /** Documents without a readable time: a sequence never sees them. */
  readonly timeless: readonly number[];
  readonly stages: number;
  /** Longest time from first to last event in milliseconds; `maxspan`, else the length of the rule's window. */
  readonly bound: number | undefined;
}

/** Runs the sequence over explained documents with its trace on. */
export function explainSequence(
  rule: Rule,
  op: SequenceOp,
  documents: readonly DocumentExplanation[],
  fields: FieldTable,
): SequenceExplanation {
  const steps: SequenceStep<number>[] = [];
  const bound = windowLength(windowOf(rule));
  const operator = new SequenceOperator<number>(op, { bound, trace: (step) => steps.push(step) });
  const { ordered, timeless } = inOrder(rule, documents, fields);
  const completed = ordered.flatMap(({ number, key, explained }) =>
    operator.push({ ref: number, time: key.time as number, document: explained.document }, (stage) => explained.stages[stage]?.matched === true),
  );
  completed.push(...operator.finish("scan"));
  return {
    completed: completed.map(({ key, events }) => ({ joinKeys: key, events })),
    steps,
    timeless,
    stages: op.stages.length,
    bound: op.maxspan ?? bound,
  };
}

interface Ordered {
  readonly number: number;
  readonly key: OrderKey;
  readonly explained: DocumentExplanation;
}

function inOrder(rule: Rule, documents: readonly DocumentExplanation[], fields: FieldTable): { ordered: Ordered[]; timeless: number[] } {
  const orderOf = compileOrder(orderFields(rule, fields));
  const seen = documents
    .map((explained, number): Ordered => ({ number, key: orderOf(explained.document), explained }))
    .filter(({ explained }) => explained.matched);
  const ordered = seen
    .filter(({ key }) => key.time !== undefined)
    .sort((a, b) => compareOrder(a.key, b.key) || comparePositions(originOf(a.explained.document), originOf(b.explained.document)) || a.number - b.number);
  return { ordered, timeless: seen.filter(({ key }) => key.time === undefined).map(({ number }) => number) };
}
