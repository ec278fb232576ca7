import { ALL, allOf } from "../plan/combine.ts";
import type { Predicate } from "../plan/predicate.ts";

/** A predicate in two, both of which must hold. */
export interface ClockSplit {
  /** Judged once, when an indicator comes in. */
  readonly steady: Predicate;
  /** Reads the clock, so it is judged at each match; absent where nothing does. */
  readonly timed?: Predicate;
}

/** Takes the conditions on the clock (`@timestamp >= "now-30d/d"`) out of a conjunction. */
export function splitClock(predicate: Predicate): ClockSplit {
  const items = conjuncts(predicate);
  const timed = items.filter(readsClock);
  if (timed.length === 0) return { steady: predicate };
  const steady = items.filter((item) => !readsClock(item));
  return { steady: steady.length === 0 ? ALL : allOf(steady), timed: allOf(timed) };
}

/** What must hold, conjunctions inside one another taken apart. */
const conjuncts = (predicate: Predicate): readonly Predicate[] =>
  predicate.kind === "and" ? predicate.items.flatMap(conjuncts) : [predicate];

function readsClock(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case "range":
      return predicate.bounds.some(({ value }) => typeof value === "object");
    case "and":
    case "or":
      return predicate.items.some(readsClock);
    case "not":
    case "nested":
      return readsClock(predicate.item);
    default:
      return false;
  }
}

/** The paths of the fields that a predicate reads; undefined where it needs the whole document. */
export function pathsOf(predicate: Predicate): readonly string[] | undefined {
  switch (predicate.kind) {
    case "all":
    case "none":
      return [];
    case "and":
    case "or":
      return joined(predicate.items.map(pathsOf));
    case "not":
      return pathsOf(predicate.item);
    case "anyField":
    case "nested":
    case "script":
    case "esqlTrue":
      return undefined;
    default:
      return predicate.field.kind === "object" || predicate.field.kind === "flattened" ? undefined : [predicate.field.path];
  }
}

function joined(parts: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const paths: string[] = [];
  for (const part of parts) {
    if (!part) return undefined;
    paths.push(...part);
  }
  return paths;
}
