import { createScope } from "./emit.ts";
import { EsqlFailureTally } from "./esql/tally.ts";
import { createExtractor } from "./extract.ts";
import type { GatheringHost } from "./lines/gathering.ts";
import type { SieveImage } from "./lines/sieve-image.ts";
import { type LineSieve, openLineSieve } from "./lines/sieve.ts";
import { type PredicateTexts, readPredicate } from "./lines/predicate-texts.ts";
import { type MatchNode, NodeTable } from "./nodes.ts";
import { createRecord } from "./record.ts";
import { createVerdicts, type Verdicts } from "./verdicts.ts";

/** What lines are judged by, as data for other threads. */
export interface LineMatcherImage {
  readonly sieve: SieveImage;
  readonly predicates: PredicateTexts;
}

/** Many predicates on lines alone. */
export interface LineMatcher extends Pick<Verdicts, "matched" | "runLine" | "measure" | "costs"> {
  readonly sieve: LineSieve;
  /** Evaluations of ES|QL that failed, each way told apart. */
  readonly failures: EsqlFailureTally;
}

/**
 * A matcher that judges lines as the one does whose image it is. A predicate is read when it is first asked for.
 * @param host of what is counted for machine learning jobs
 */
export function openLineMatcher({ sieve: image, predicates }: LineMatcherImage, host: GatheringHost): LineMatcher {
  const extractor = createExtractor();
  for (const path of image.layout.paths) extractor.addPath(path);
  extractor.close();
  const table = new NodeTable();
  const nodes: (MatchNode | undefined)[] = [];
  const nodeOf = (i: number): MatchNode => (nodes[i] ??= table.add(readPredicate(predicates, i)));
  const failures = new EsqlFailureTally(Number.POSITIVE_INFINITY);
  const record = createRecord(undefined, undefined, undefined, (failure) => failures.add(failure));
  const verdicts = createVerdicts(image.layout.predicates, record, createScope(extractor), { nodeOf, mayHold: () => true });
  return { ...verdicts, failures, sieve: openLineSieve(image, { nodeOf, extractor }, host) };
}
