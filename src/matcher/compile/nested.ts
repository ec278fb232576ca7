import type { JsonObject } from "../../event/json.ts";
import { compileObjects } from "../../event/path.ts";
import type { NestedPredicate } from "../../plan/predicate.ts";
import { createRecord, type MatchRecord, setRecord } from "../record.ts";
import type { Scope, Test } from "./scope.ts";

/** Each object becomes a document with nothing but itself at its path, so that whole paths and their spellings hold. */
export function compileNested({ path, item }: NestedPredicate, scope: Scope): Test {
  const objects = compileObjects(path);
  const test = scope.inner(item);
  let inner: MatchRecord | undefined;
  return (record) => {
    const found: readonly JsonObject[] = objects(record.document);
    if (inner?.faults !== record.faults) inner = createRecord({}, record.now, record.faults);
    for (const object of found) {
      setRecord(inner, { [path]: object }, record.now);
      if (test(inner)) return true;
    }
    return false;
  };
}
