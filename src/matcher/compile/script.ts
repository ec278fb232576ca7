import type { Value } from "../../functions/table.ts";
import type { ScriptPredicate } from "../../plan/predicate.ts";
import type { MatchRecord } from "../record.ts";
import { compileValue } from "../script/value.ts";
import type { Scope, Test } from "./scope.ts";

/**
 * How many combinations of values a script is tried on where several of its fields have several values. With one such
 * field there is no bound: every value is tried.
 */
export const MAX_COMBINATIONS = 100_000;

export function compileScript({ value }: ScriptPredicate, scope: Scope): Test {
  const { fields, evaluate } = compileValue(value, scope);
  const [only] = fields;
  if (!only) {
    const verdict = evaluate([]) === true;
    return () => verdict;
  }
  if (fields.length === 1) return (record) => anyValue(only(record), evaluate);
  return (record) =>
    anyCombination(
      fields.map((read) => read(record)),
      evaluate,
      record,
    );
}

function anyValue(values: readonly Value[], evaluate: (frame: readonly Value[]) => Value): boolean {
  if (values.length === 0) return evaluate(MISSING) === true;
  for (const value of values) if (evaluate([value]) === true) return true;
  return false;
}

const MISSING: readonly Value[] = [null];

/** Counts through the values like an odometer. */
function anyCombination(lists: readonly (readonly Value[])[], evaluate: (frame: readonly Value[]) => Value, record: MatchRecord): boolean {
  const choices = lists.map((list) => (list.length === 0 ? MISSING : list));
  const wheels = choices.map(() => 0);
  const frame = choices.map((list) => list[0] as Value);
  const bounded = choices.filter((list) => list.length > 1).length > 1;
  for (let tried = 0; ; tried++) {
    if (bounded && tried >= MAX_COMBINATIONS) {
      record.faults.combinations++;
      return false;
    }
    if (evaluate(frame) === true) return true;
    if (!turn(choices, wheels, frame)) return false;
  }
}

function turn(choices: readonly (readonly Value[])[], wheels: number[], frame: Value[]): boolean {
  for (let i = 0; i < choices.length; i++) {
    const list = choices[i] as readonly Value[];
    const next = ((wheels[i] as number) + 1) % list.length;
    wheels[i] = next;
    frame[i] = list[next] as Value;
    if (next !== 0) return true;
  }
  return false;
}
