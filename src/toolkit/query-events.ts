import type { EventDocument } from "../event/origin.ts";
import { compileMatcher } from "../matcher/compile.ts";
import { operatorOf } from "../operators/table.ts";
import type { CompiledQuery } from "./query.ts";
import type { SequenceResult } from "./query-search.ts";

/** One result of a query over input: an event, or a sequence or sample. */
export type QueryHit = { readonly event: EventDocument } | { readonly sequence: SequenceResult<EventDocument> };

/**
 * Runs a query over batches of events. Plain event queries give their hits as the events pass; sequences, samples and
 * pipes need the end of the input and hold the events that match a stage. A query with fields that its mapping lacks
 * holds all events: any of them may decide what such a field is.
 */
export async function* queryEvents(
  query: CompiledQuery,
  batches: AsyncIterable<readonly EventDocument[]>,
  now: number,
): AsyncGenerator<QueryHit> {
  const { root, pipes } = query.plan;
  const isOpen = query.unmapped.length > 0;
  const streams = root.kind === "filter" && pipes.length === 0 && !isOpen;
  const predicates = operatorOf(root).predicates(root);
  const matcher = compileMatcher(predicates);
  const held: EventDocument[] = [];
  for await (const batch of batches) {
    for (const event of batch) {
      if (isOpen) {
        held.push(event);
        continue;
      }
      matcher.run(event, now);
      if (!predicates.some((_, i) => matcher.matched(i))) continue;
      if (streams) yield { event };
      else held.push(event);
    }
  }
  if (streams) return;
  const result = query.search(held);
  if ("events" in result) for (const event of result.events) yield { event };
  else for (const sequence of result.sequences) yield { sequence };
}
