import { compileIndexPatterns } from "../event/index-name.ts";
import { compilePredicate, createRecord, type Matcher, setRecord } from "../matcher/compile.ts";
import { allOf } from "../plan/combine.ts";
import type { Predicate } from "../plan/predicate.ts";
import type { ExceptOp, IndicatorMatchOp } from "../plan/rule-plan.ts";
import { pathsOf, splitClock } from "./indicator-match-clock.ts";
import { createFlags } from "./indicator-match-flags.ts";
import type { IndicatorStore } from "./indicator-match-store.ts";

/** Which indicators count for one rule, and when. */
export interface Admission {
  /** Field paths that {@link Admission.holds} reads of a stored indicator; undefined: all of it. */
  readonly timedPaths: readonly string[] | undefined;
  /** Whether an indicator can ever count. `matcher` has run on it. */
  accepts(matcher: Matcher, index: string | undefined): boolean;
  /** Notes an accepted indicator. `matcher` has run on it. */
  add(ordinal: number, matcher: Matcher): void;
  /** Whether it counts at a time; without one, conditions on the clock do not hold. */
  holds(ordinal: number, now: number | undefined, store: IndicatorStore): boolean;
}

/** @param predicates takes what `matcher` has to judge */
export function compileAdmission(op: IndicatorMatchOp, except: readonly ExceptOp[], predicates: Predicate[]): Admission {
  const { steady, timed } = splitClock(op.indicators);
  const lasting = except.filter((item) => item.expires === undefined).map((item): Predicate => ({ kind: "not", item: item.where }));
  const number = predicates.push(allOf([steady, ...lasting])) - 1;
  const fading = compileFading(except, predicates);
  const takesIndex = compileIndexPatterns(op.indices);
  const taken = createFlags();
  const isTimely = timed && compileTimed(timed);
  return {
    timedPaths: timed ? pathsOf(timed) : [],
    accepts: (matcher, index) => matcher.matched(number) && (index === undefined || takesIndex(index)),
    add: (ordinal, matcher) => {
      taken.set(ordinal, 1);
      fading.add(ordinal, matcher);
    },
    holds: (ordinal, now, store) =>
      taken.get(ordinal) === 1 && !fading.excepts(ordinal, now) && (isTimely === undefined || isTimely(ordinal, now, store)),
  };
}

/** Exceptions that end: until then the indicators that they fit do not count. */
function compileFading(except: readonly ExceptOp[], predicates: Predicate[]) {
  const items = except.flatMap(({ expires, where }) => (expires === undefined ? [] : [{ expires, number: predicates.push(where) - 1 }]));
  const until = new Map<number, number>();
  return {
    add: (ordinal: number, matcher: Matcher): void => {
      for (const { expires, number } of items) {
        if (matcher.matched(number)) until.set(ordinal, Math.max(expires, until.get(ordinal) ?? expires));
      }
    },
    excepts: (ordinal: number, now: number | undefined): boolean => {
      const end = until.size === 0 ? undefined : until.get(ordinal);
      return end !== undefined && !(now !== undefined && now >= end);
    },
  };
}

const YES = 1;
const NO = 2;

/** Verdicts are kept as long as the clock stands still: a slot's events all have its time. */
function compileTimed(timed: Predicate): (ordinal: number, now: number | undefined, store: IndicatorStore) => boolean {
  const test = compilePredicate(timed);
  const record = createRecord();
  const verdicts = createFlags();
  let time: number | undefined;
  return (ordinal, now, store) => {
    if (now !== time) {
      verdicts.clear();
      time = now;
    }
    if (verdicts.get(ordinal) === 0) {
      setRecord(record, store.get(ordinal).timed ?? {}, now);
      verdicts.set(ordinal, test(record) ? YES : NO);
    }
    return verdicts.get(ordinal) === YES;
  };
}
