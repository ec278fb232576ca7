import type { Scope, Test } from "./compile/scope.ts";
import { emit } from "./emit.ts";
import type { LineSieve } from "./lines/sieve.ts";
import { type Clock, Meter } from "./meter.ts";
import type { MatchNode } from "./nodes.ts";
import type { MatchRecord } from "./record.ts";

/** The verdicts of many predicates on the event of one record, worked out when they are asked for, each at most once an event. */
export interface Verdicts {
  /** The record is to be pointed at the next event. */
  begin(): void;
  /** Points the record at the event of the line that the sieve stands at. */
  runLine(sieve: LineSieve, now?: number): void;
  matched(predicate: number): boolean;
  /** Times the tests of some events from now on. */
  measure(clock: Clock): void;
  /** Milliseconds by predicate since this was last asked; undefined where nothing is measured. */
  costs(): Float64Array | undefined;
}

/** What tests are made of. */
export interface TestSource {
  readonly nodeOf: (predicate: number) => MatchNode;
  /** Whether the record's event may satisfy it. */
  readonly mayHold: (predicate: number) => boolean;
}

/** Most predicates are never a candidate, so that the test of one is made when it first is. */
export function createVerdicts(size: number, record: MatchRecord, scope: Scope, { nodeOf, mayHold }: TestSource): Verdicts {
  const emitted = new Map<MatchNode, Test>();
  const tests: (Test | undefined)[] = Array.from({ length: size });
  const testOf = (i: number): Test => (tests[i] ??= emit(nodeOf(i), scope, emitted));
  const generations = new Float64Array(size).fill(-1);
  const verdicts = new Uint8Array(size);
  let meter: Meter | undefined;
  const test = (i: number): boolean => mayHold(i) && testOf(i)(record);
  /** Making the test is none of what the event costs. */
  const timed = (i: number, by: Meter): boolean => {
    if (mayHold(i)) testOf(i);
    return by.time(i, () => test(i));
  };
  return {
    begin: () => meter?.next(),
    measure: (clock) => void (meter = new Meter(size, clock)),
    costs: () => meter?.take(),
    matched: (i) => {
      if (generations[i] !== record.generation) {
        generations[i] = record.generation;
        verdicts[i] = (meter?.timing ? timed(i, meter) : test(i)) ? 1 : 0;
      }
      return verdicts[i] === 1;
    },
    runLine: ({ values, candidates, certain, count }, now = Number.NaN) => {
      meter?.next();
      record.set(undefined, values, now);
      for (let i = 0; i < count; i++) {
        if (certain[i] === 0) continue;
        generations[candidates[i] as number] = record.generation;
        verdicts[candidates[i] as number] = 1;
      }
    },
  };
}
