import { familyOf } from "../../../event/field-type.ts";
import type { ValueListKind } from "./value-list-kind.ts";

/** Texts; a value is in the list when one of them has all of its words. */
export const textList: ValueListKind = {
  type: "text",
  accepts: () => true,
  lower: (field, values) => (familyOf(field.kind) === "object" ? undefined : { kind: "wordsIn", field, texts: values }),
};
