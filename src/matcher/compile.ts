import type { JsonObject } from "../event/json.ts";
import type { Predicate } from "../plan/predicate.ts";
import { createScope } from "./emit.ts";
import { type EsqlFailureCount, EsqlFailureTally } from "./esql/tally.ts";
import { createExtractor, type Extractor } from "./extract.ts";
import { gatheredFields } from "./gathered-fields.ts";
import type { LineMatcherImage } from "./line-matcher.ts";
import { writePredicates } from "./lines/predicate-texts.ts";
import type { SieveImage } from "./lines/sieve-image.ts";
import { createLineSieve, type LineSieve, type SieveParts } from "./lines/sieve.ts";
import type { Clock } from "./meter.ts";
import { type MatchNode, NodeTable } from "./nodes.ts";
import { planPrefilter } from "./prefilter/plan.ts";
import { createPrefilter, type Prefilter } from "./prefilter/prefilter.ts";
import { createRecord, type MatchFaults, setRecord } from "./record.ts";
import { createVerdicts } from "./verdicts.ts";

export type { Test } from "./compile/scope.ts";
export { compilePredicate } from "./emit.ts";
export { createRecord, type MatchFaults, type MatchRecord, setRecord } from "./record.ts";

/** Many predicates on one event. Verdicts are worked out when they are asked for, each at most once an event. */
export interface Matcher {
  /** How many predicates there are; they are numbered as they were given. */
  readonly size: number;
  /** What was given up on since the matcher was made. */
  readonly faults: MatchFaults;
  /** Evaluations of ES|QL that failed since the matcher was made, by expression. */
  esqlFailures(): readonly EsqlFailureCount[];
  /** Does something whose failed evaluations are not counted among them but given. */
  apart<T>(run: () => T): { readonly result: T; readonly failures: readonly EsqlFailureCount[] };
  /** Counts evaluations that failed apart or in another thread among them. */
  addEsqlFailures(counts: readonly EsqlFailureCount[]): void;
  /** Takes the next event. `now` is what `now` in date math stands for; without it bounds that read the clock never hold. */
  run(document: JsonObject, now?: number): void;
  /** Those that the event may satisfy, ascending; all others do not match. Valid until the next `run`. */
  candidates(): readonly number[];
  matched(i: number): boolean;
  /** Times the tests of some events from now on. */
  measure(clock: Clock): void;
  /** Milliseconds by predicate since this was last asked, told from samples; undefined where nothing is measured. */
  costs(): Float64Array | undefined;
  /** A sieve for lines of events; undefined where there are too many fields for one. */
  sieve(options: Omit<SieveParts, "plan" | "nodes" | "extractor">): LineSieve | undefined;
  /** Takes the event of the line that the sieve stands at. {@link candidates} are the sieve's to say. */
  runLine(sieve: LineSieve, now?: number): void;
  /** What other threads judge lines by as this matcher does with the sieve of this image: see `openLineMatcher`. */
  lineImage(sieve: SieveImage): LineMatcherImage;
}

/**
 * Compiles many predicates together: fields are read once, equal parts tested once, an index names the candidates.
 */
export function compileMatcher(predicates: readonly Predicate[]): Matcher {
  let esql = new EsqlFailureTally();
  const extractor = createExtractor();
  const nodes = shareNodes(predicates, extractor);
  const scope = createScope(extractor);
  const plan = planPrefilter(nodes, scope, (field) => extractor.pathOf(field) !== undefined);
  // A scan whose events are judged by their bytes never asks for it.
  let prefilter: Prefilter | undefined;
  const record = createRecord(undefined, undefined, undefined, (failure) => esql.add(failure));
  let candidates: readonly number[] | undefined;
  const mayHold = (i: number): boolean => record.line !== undefined || prefilter?.has(i) === true;
  const verdicts = createVerdicts(predicates.length, record, scope, { nodeOf: (i) => nodes[i] as MatchNode, mayHold });
  return {
    size: predicates.length,
    faults: record.faults,
    esqlFailures: () => esql.list(),
    addEsqlFailures: (counts) => esql.addAll(counts),
    apart(run) {
      const before = esql;
      esql = new EsqlFailureTally(Number.POSITIVE_INFINITY);
      try {
        return { result: run(), failures: esql.list() };
      } finally {
        esql = before;
      }
    },
    measure: verdicts.measure,
    costs: verdicts.costs,
    run: (document, now) => {
      verdicts.begin();
      setRecord(record, document, now);
      candidates = undefined;
      extractor.run(record);
      prefilter ??= createPrefilter(plan, predicates.length, extractor);
      prefilter.run(record);
    },
    candidates: () => (candidates ??= prefilter?.list() ?? []),
    matched: verdicts.matched,
    sieve: (options) => createLineSieve({ plan, nodes, extractor, ...options }),
    runLine: verdicts.runLine,
    lineImage: (sieve) => ({ sieve, predicates: writePredicates(predicates) }),
  };
}

/** In a scope of its own: what finds equal nodes is large and only needed here. */
function shareNodes(predicates: readonly Predicate[], extractor: Extractor): readonly MatchNode[] {
  const table = new NodeTable();
  const nodes = predicates.map((predicate) => table.add(predicate));
  for (const leaf of table.leaves()) for (const field of gatheredFields(leaf)) extractor.pathOf(field);
  return nodes;
}
