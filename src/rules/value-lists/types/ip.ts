import { familyOf } from "../../../event/field-type.ts";
import { parseIp } from "../../../event/ip.ts";
import { termsQuery } from "../../../plan/field-query.ts";
import type { ValueListKind } from "./value-list-kind.ts";

/** Addresses. */
export const ipList: ValueListKind = {
  type: "ip",
  accepts: (value) => parseIp(value) !== undefined,
  lower: (field, values) =>
    familyOf(field.kind) === "ip" || field.kind === "unknown" ? { kind: "cidr", field, blocks: values } : termsQuery(field, values),
};
