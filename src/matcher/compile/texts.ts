import type { MatchRecord } from "../record.ts";
import { foldAscii } from "../../event/fold.ts";
import { type FieldView, NEVER, type Test } from "./scope.ts";

/**
 * A test of the texts that patterns look at: string values (in lower case if `fold`), versions as written, tokens of
 * analysed text (which have no upper case). Fields of other kinds fit no pattern, as Elasticsearch has it.
 */
export function textTest(view: FieldView, fold: boolean, fits: (text: string, record: MatchRecord) => boolean): Test {
  const { slot } = view;
  switch (view.family) {
    case "string":
      return fold ? (record) => some(slot.folded(record), fits, record) : (record) => some(slot.terms(record), fits, record);
    case "text":
      return (record) => some(slot.tokens(record).keys(), fits, record);
    case "version":
      return (record) => {
        for (const value of slot.values(record)) if (fits(fold ? foldAscii(String(value)) : String(value), record)) return true;
        return false;
      };
    default:
      return NEVER;
  }
}

function some(texts: Iterable<unknown>, fits: (text: string, record: MatchRecord) => boolean, record: MatchRecord): boolean {
  if (Array.isArray(texts)) {
    for (let i = 0; i < texts.length; i++) if (fits(texts[i], record)) return true;
    return false;
  }
  for (const text of texts) if (fits(text as string, record)) return true;
  return false;
}
