import type { Scalar } from "../../event/json.ts";
import { parseCidr, parseIp } from "../../event/ip.ts";
import type { CidrPredicate } from "../../plan/predicate.ts";
import type { Scope, Test } from "./scope.ts";

/**
 * Values are read as addresses whatever the field's kind, since a field that no table knows may hold them.
 * @throws on a block that is none, which lowering has to report
 */
export function compileCidr({ field, blocks }: CidrPredicate, scope: Scope): Test {
  const ranges = blocks.map((block) => {
    const range = parseCidr(block);
    if (!range) throw new Error(`a plan holds a faulty address block: ${block}`);
    return range;
  });
  const slot = scope.slot(field);
  const lies = (value: Scalar): boolean => {
    const address = typeof value === "string" ? parseIp(value) : undefined;
    return address !== undefined && ranges.some(({ first, last }) => first <= address && address <= last);
  };
  return (record) => slot.values(record).some(lies);
}
