import { familyOf } from "../../../event/field-type.ts";
import { parseIpRange, parseV4Range } from "../../../event/ip.ts";
import type { ValueListKind } from "./value-list-kind.ts";

/** Addresses, blocks (`10.0.0.0/8`) and ranges (`10.0.0.1-10.0.0.9`), both ends in it. Texts are read as addresses. */
export const ipRangeList: ValueListKind = {
  type: "ip_range",
  accepts: (value) => parseV4Range(value) !== undefined || parseIpRange(value) !== undefined,
  lower: (field, values) => (HOLDS_ADDRESSES.has(familyOf(field.kind)) ? { kind: "cidr", field, blocks: values } : undefined),
};

const HOLDS_ADDRESSES: ReadonlySet<string> = new Set(["ip", "string", "unknown"]);
