import type { SampleOp } from "../plan/plan.ts";
import { compareTuples, type KeyTuple } from "./keys.ts";
import type { RootOperator } from "./root-operator.ts";
import type { OperatorEvent, StageHits } from "./sequence-types.ts";
import { compileStageKeys, type KeysOfStages } from "./stage-keys.ts";

/** Elasticsearch's default for `max_samples_per_key`. */
const DEFAULT_MAX_SAMPLES_PER_KEY = 1;

export interface Sample<Ref> {
  /** Dates as epoch milliseconds, unlike sequences (Elasticsearch reads them from an aggregation). */
  readonly key: readonly (string | null)[];
  /** One a stage, all different. */
  readonly events: readonly Ref[];
}

export interface SampleOptions {
  readonly maxSamplesPerKey?: number | undefined;
}

/** Counts since creation. */
export interface SampleStats {
  /** Key tuples dropped past `MAX_KEY_TUPLES`. */
  tuplesCapped: number;
}

/**
 * EQL's samples over one set of events: for each key tuple that has events for every stage, combinations of one event
 * a stage, all different, earlier pushed ones first. Time plays no part. `Ref`s are told apart by identity.
 */
export class SampleOperator<Ref> {
  readonly stats: SampleStats = { tuplesCapped: 0 };
  readonly #stages: number;
  readonly #perKey: number;
  readonly #keys: KeysOfStages;
  readonly #groups = new Map<string, { readonly tuple: KeyTuple; readonly events: Ref[][] }>();

  constructor(op: SampleOp, options: SampleOptions = {}) {
    this.#stages = op.stages.length;
    this.#perKey = options.maxSamplesPerKey ?? DEFAULT_MAX_SAMPLES_PER_KEY;
    const onCapped = (dropped: number): void => {
      this.stats.tuplesCapped += dropped;
    };
    this.#keys = compileStageKeys(op.stages, { dates: "epoch", onCapped });
  }

  push(event: Omit<OperatorEvent<Ref>, "time">, hits: StageHits): void {
    const tuples = this.#keys(event.document);
    for (let stage = 0; stage < this.#stages; stage++) {
      if (!hits(stage)) continue;
      for (const tuple of tuples(stage)) this.#keep(tuple, stage, event.ref);
    }
  }

  /** Every sample of the events pushed, in order of key (null first); the caller applies limits. */
  finish(): readonly Sample<Ref>[] {
    const groups = [...this.#groups.values()].sort((a, b) => compareTuples(a.tuple, b.tuple));
    return groups.flatMap(({ tuple, events }) =>
      combinations(events, this.#perKey).map((combination) => ({ key: tuple.values, events: combination })),
    );
  }

  /** The first `stages + perKey − 1` events of a stage are enough for any choice of different ones, as Elasticsearch has it. */
  #keep(tuple: KeyTuple, stage: number, ref: Ref): void {
    let group = this.#groups.get(tuple.id);
    if (!group) {
      group = { tuple, events: Array.from({ length: this.#stages }, () => []) };
      this.#groups.set(tuple.id, group);
    }
    const events = group.events[stage] as Ref[];
    if (events.length < this.#stages + this.#perKey - 1) events.push(ref);
  }
}

/** Samples as a search runs them. */
export const sample: RootOperator<SampleOp> = {
  predicates: (op) => op.stages.map((stage) => stage.where),
  order: "position",
  defaultEnd: "head",
  search: (op, events, options) => {
    const operator = new SampleOperator<(typeof events)[number]["ref"]>(op, options);
    for (const event of events) operator.push(event, event.hits);
    return { kind: "sequences", sequences: operator.finish() };
  },
};

/** Up to `limit` choices of one event from each list, no event twice, in the order of the lists, by backtracking. */
function combinations<Ref>(lists: readonly (readonly Ref[])[], limit: number): Ref[][] {
  const found: Ref[][] = [];
  const chosen: Ref[] = [];
  const choose = (stage: number): void => {
    const list = lists[stage];
    if (list === undefined) {
      found.push([...chosen]);
      return;
    }
    for (const event of list) {
      if (found.length >= limit) return;
      if (chosen.includes(event)) continue;
      chosen.push(event);
      choose(stage + 1);
      chosen.pop();
    }
  };
  if (lists.every((list) => list.length > 0)) choose(0);
  return found;
}
