import type { FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import { comparePositions, originOf } from "../event/origin.ts";
import { compileMatcher } from "../matcher/compile.ts";
import { compareOrder, compileOrder, type OrderKey } from "../operators/order.ts";
import { applyPipes } from "../operators/pipes.ts";
import type { MatchedEvent, RootResults } from "../operators/root-operator.ts";
import { operatorOf } from "../operators/table.ts";
import type { Plan } from "../plan/plan.ts";
import type { Predicate } from "../plan/predicate.ts";

/** Judges a document by several predicates: `run` turns to it, `matched` gives a verdict. */
export interface Judge {
  run(document: JsonObject, now: number): void;
  /** Of the predicate of that number, for the document that `run` turned to last. */
  matched(predicate: number): boolean;
}

export type JudgeFactory = (predicates: readonly Predicate[]) => Judge;

export type QueryResult<Document> = { readonly events: readonly Document[] } | { readonly sequences: readonly SequenceResult<Document>[] };

/** A sequence or a sample. */
export interface SequenceResult<Document> {
  /** The values of the join keys, as text: decimal numbers, ISO dates (a sample's in epoch milliseconds), canonical ips. */
  readonly joinKeys: readonly (string | null)[];
  /** One a stage; null where an event is missing as it should be. */
  readonly events: readonly (Document | null)[];
}

export interface SearchSettings {
  readonly timestamp: FieldType;
  readonly tiebreaker: FieldType | undefined;
  readonly size: number | undefined;
  readonly maxSamplesPerKey: number | undefined;
  readonly now: number | undefined;
  readonly judge: JudgeFactory | undefined;
}

export type Search = (documents: readonly Iterable<JsonObject>[]) => QueryResult<JsonObject>;

/** Makes a plan ready to run over documents at hand. */
export function compileSearch(plan: Plan, settings: SearchSettings): Search {
  const { timestamp, tiebreaker, size, maxSamplesPerKey, now, judge = compileMatcher } = settings;
  const operator = operatorOf(plan.root);
  const predicates = operator.predicates(plan.root);
  const verdicts = judge(predicates);
  const orderOf = compileOrder({ timestamp, tiebreaker });
  return (documents) => {
    const matches = collect(documents, verdicts, predicates.length, orderOf, now ?? Date.now());
    matches.sort(operator.order === "time" ? byOrder : byPosition);
    const results = operator.search(plan.root, matches, { maxSamplesPerKey });
    return shape(results, (items) => applyPipes(items, plan.pipes, size, operator.defaultEnd));
  };
}

interface Match extends MatchedEvent<JsonObject> {
  readonly order: OrderKey;
}

/** The documents that match anything, as they came. */
function collect(
  documents: readonly Iterable<JsonObject>[],
  judge: Judge,
  predicates: number,
  orderOf: (document: JsonObject) => OrderKey,
  now: number,
): Match[] {
  const matches: Match[] = [];
  for (const list of documents) {
    for (const document of list) {
      judge.run(document, now);
      const hits: boolean[] = [];
      for (let i = 0; i < predicates; i++) hits.push(judge.matched(i));
      if (!hits.includes(true)) continue;
      const order = orderOf(document);
      matches.push({ ref: document, document, time: order.time, order, hits: (stage) => hits[stage] === true });
    }
  }
  return matches;
}

const byPosition = (a: Match, b: Match): number => comparePositions(originOf(a.document), originOf(b.document));
const byOrder = (a: Match, b: Match): number => compareOrder(a.order, b.order) || byPosition(a, b);

function shape(results: RootResults<JsonObject>, limit: <T>(items: readonly T[]) => readonly T[]): QueryResult<JsonObject> {
  if (results.kind === "events") return { events: limit(results.events) };
  return { sequences: limit(results.sequences).map(({ key, events }) => ({ joinKeys: key, events })) };
}
