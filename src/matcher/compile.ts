import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import type { Predicate } from "../plan/predicate.ts";
import { compileLeaf } from "./compile/leaves.ts";
import { allOf, anyOf, type Scope, type Test } from "./compile/scope.ts";
import { type EsqlFailureCount, EsqlFailureTally } from "./esql/tally.ts";
import { createExtractor, type FieldSource, LOOK_UP } from "./extract.ts";
import { gatheredFields } from "./gathered-fields.ts";
import { fieldIdentity } from "./identity.ts";
import { type MatchNode, NodeTable } from "./nodes.ts";
import { type Clock, Meter } from "./meter.ts";
import { createLineSieve, type LineSieve, type SieveParts } from "./lines/sieve.ts";
import { planPrefilter } from "./prefilter/plan.ts";
import { createPrefilter, type Prefilter } from "./prefilter/prefilter.ts";
import { createRecord, type MatchFaults, type MatchRecord, setRecord } from "./record.ts";
import { createSlot, type FieldSlot } from "./slot.ts";

export type { Test } from "./compile/scope.ts";
export { createRecord, type MatchFaults, type MatchRecord, setRecord } from "./record.ts";

/** Many predicates on one event. Verdicts are worked out when they are asked for, each at most once an event. */
export interface Matcher {
  /** How many predicates there are; they are numbered as they were given. */
  readonly size: number;
  /** What was given up on since the matcher was made. */
  readonly faults: MatchFaults;
  /** Evaluations of ES|QL that failed since the matcher was made, by expression. */
  esqlFailures(): readonly EsqlFailureCount[];
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
}

/**
 * Compiles one predicate into a test of records (see {@link createRecord}). Its caches are its own: records may take
 * turns, but not from two places at once.
 * @throws where the plan is not what lowering may produce (a faulty pattern): our bug, not the user's
 */
export function compilePredicate(predicate: Predicate): Test {
  return emit(new NodeTable().add(predicate), createScope(LOOK_UP), new Map());
}

/**
 * Compiles many predicates together: fields are read once, equal parts tested once, an index names the candidates. Most
 * predicates are never a candidate, so that the test of one is made when it first is.
 */
export function compileMatcher(predicates: readonly Predicate[]): Matcher {
  const esql = new EsqlFailureTally();
  const extractor = createExtractor();
  const table = new NodeTable();
  const nodes = predicates.map((predicate) => table.add(predicate));
  for (const leaf of table.leaves()) for (const field of gatheredFields(leaf)) extractor.pathOf(field);
  const scope = createScope(extractor);
  const emitted = new Map<MatchNode, Test>();
  const tests: (Test | undefined)[] = nodes.map(() => undefined);
  const testOf = (i: number): Test => (tests[i] ??= emit(nodes[i] as MatchNode, scope, emitted));
  const plan = planPrefilter(nodes, scope, (field) => extractor.pathOf(field) !== undefined);
  // A scan whose events are judged by their bytes never asks for it.
  let prefilter: Prefilter | undefined;
  const record = createRecord(undefined, undefined, undefined, (failure) => esql.add(failure));
  const generations = new Float64Array(predicates.length).fill(-1);
  const verdicts = new Uint8Array(predicates.length);
  let candidates: readonly number[] | undefined;
  let meter: Meter | undefined;
  const isCandidate = (i: number): boolean => record.line !== undefined || prefilter?.has(i) === true;
  const test = (i: number): boolean => isCandidate(i) && testOf(i)(record);
  /** Making the test is none of what the event costs. */
  const timed = (i: number, by: Meter): boolean => {
    if (isCandidate(i)) testOf(i);
    return by.time(i, () => test(i));
  };
  return {
    size: predicates.length,
    faults: record.faults,
    esqlFailures: () => esql.list(),
    measure: (clock) => void (meter = new Meter(predicates.length, clock)),
    costs: () => meter?.take(),
    run: (document, now) => {
      meter?.next();
      setRecord(record, document, now);
      candidates = undefined;
      extractor.run(record);
      prefilter ??= createPrefilter(plan, predicates.length, extractor);
      prefilter.run(record);
    },
    candidates: () => (candidates ??= prefilter?.list() ?? []),
    matched: (i) => {
      if (generations[i] !== record.generation) {
        generations[i] = record.generation;
        verdicts[i] = (meter?.timing ? timed(i, meter) : test(i)) ? 1 : 0;
      }
      return verdicts[i] === 1;
    },
    sieve: (options) => createLineSieve({ plan, nodes, extractor, ...options }),
    runLine: ({ values, candidates: found, certain, count }, now = Number.NaN) => {
      meter?.next();
      record.set(undefined, values, now);
      for (let i = 0; i < count; i++) {
        if (certain[i] === 0) continue;
        generations[found[i] as number] = record.generation;
        verdicts[found[i] as number] = 1;
      }
    },
  };
}

function createScope(source: FieldSource): Scope {
  const slots = new Map<string, FieldSlot>();
  return {
    slot: (field: FieldType, only?: FieldKind) => {
      const key = `${only ?? ""} ${fieldIdentity(field)}`;
      const slot = slots.get(key) ?? createSlot(source, field, only);
      slots.set(key, slot);
      return slot;
    },
    inner: compilePredicate,
  };
}

function emit(node: MatchNode, scope: Scope, emitted: Map<MatchNode, Test>): Test {
  const before = emitted.get(node);
  if (before) return before;
  const plain = emitPlain(node, (child) => emit(child, scope, emitted), scope);
  const test = node.uses > 1 && node.cost > 0 ? memoise(plain) : plain;
  emitted.set(node, test);
  return test;
}

function emitPlain(node: MatchNode, sub: (child: MatchNode) => Test, scope: Scope): Test {
  switch (node.kind) {
    case "and":
      return allOf(node.items.map(sub));
    case "or":
      return anyOf(node.items.map(sub));
    case "not": {
      const item = sub(node.item);
      return (record) => !item(record);
    }
    case "leaf":
      return compileLeaf(node.predicate, scope);
  }
}

/** At most once an event. */
function memoise(test: Test): Test {
  let generation = -1;
  let verdict = false;
  return (record: MatchRecord) => {
    if (generation !== record.generation) {
      verdict = test(record);
      generation = record.generation;
    }
    return verdict;
  };
}
