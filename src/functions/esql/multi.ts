import { ORDERED } from "./type-sets.ts";
import type { EsqlType } from "./type.ts";

/** Types whose several values have an order. */
export const MV_ORDERED: readonly EsqlType[] = ["boolean", ...ORDERED];
