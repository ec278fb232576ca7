import type { ValueListType } from "../model.ts";
import { ipList } from "./ip.ts";
import { ipRangeList } from "./ip-range.ts";
import { keywordList } from "./keyword.ts";
import { textList } from "./text.ts";
import type { ValueListKind } from "./value-list-kind.ts";

/** Every type of value list, the narrowest that values can be guessed to be first. */
export const VALUE_LIST_KINDS: Readonly<Record<ValueListType, ValueListKind>> = {
  ip: ipList,
  ip_range: ipRangeList,
  keyword: keywordList,
  text: textList,
};
