import { familyOf } from "../../event/field-type.ts";
import { parseIp } from "../../event/ip.ts";
import type { CidrPredicate } from "../../plan/predicate.ts";
import { compileIpRanges } from "../ip-ranges.ts";
import type { Scope, Test } from "./scope.ts";

/**
 * Values are read as addresses whatever the field's kind, since a field that no table knows may hold them.
 * @throws on a block that is none, which lowering has to report
 */
export function compileCidr({ field, blocks }: CidrPredicate, scope: Scope): Test {
  const lies = compileIpRanges(blocks);
  const slot = scope.slot(field);
  if (familyOf(field.kind) === "ip") return (record) => slot.terms(record).some((term) => lies(term as bigint));
  return (record) =>
    slot.values(record).some((value) => {
      const address = typeof value === "string" ? parseIp(value) : undefined;
      return address !== undefined && lies(address);
    });
}
