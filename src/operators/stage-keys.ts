import type { JsonObject } from "../event/json.ts";
import type { StageOp } from "../plan/plan.ts";
import { compileKeys, type KeyOptions, type KeyReader, type KeyTuple } from "./keys.ts";

/** The key tuples of the event at hand for a stage, in order of key. */
export type TuplesOfStage = (stage: number) => readonly KeyTuple[];
/** Turns to an event. What it gave for the event before is void. */
export type KeysOfStages = (document: JsonObject) => TuplesOfStage;

/** Reads keys on demand; stages with the same keys (`runs`, `sequence by`) share one reading of an event. */
export function compileStageKeys(stages: readonly StageOp[], options: KeyOptions): KeysOfStages {
  const specs = stages.map((stage) => JSON.stringify(stage.keys, (name, value) => (name === "at" ? undefined : value)));
  const distinct = [...new Set(specs)];
  const readers = distinct.map((spec) => compileKeys((stages[specs.indexOf(spec)] as StageOp).keys, options));
  const readerOf = specs.map((spec) => distinct.indexOf(spec));
  const memo: (readonly KeyTuple[] | undefined)[] = readers.map(() => undefined);
  let current: JsonObject = {};
  const tuples: TuplesOfStage = (stage) => {
    const reader = readerOf[stage] as number;
    memo[reader] ??= (readers[reader] as KeyReader)(current);
    return memo[reader];
  };
  return (document) => {
    current = document;
    memo.fill(undefined);
    return tuples;
  };
}
