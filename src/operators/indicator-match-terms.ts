import type { FieldType } from "../event/field-type.ts";
import type { JsonObject, Scalar } from "../event/json.ts";
import { compileField } from "../event/path.ts";
import { createFlags } from "./indicator-match-flags.ts";
import type { Key } from "./indicator-match-key.ts";
import { createKeyMaker } from "./indicator-match-keys.ts";
import { createPostingMap, type Found, type Posting } from "./indicator-match-postings.ts";

/** The values of one field of all indicators, found by what an event's field of some kind compares them by. */
export interface TermIndex {
  /** Takes an indicator in; again with the same one: nothing. False: it has no value here that an event could equal. */
  add(ordinal: number, document: JsonObject): boolean;
  /** Puts the indicators that equal an event's value on `out`. */
  find(value: Scalar, out: Found[]): void;
  /** The indicator has a value; with `every` also one that nothing equals. */
  isPresent(ordinal: number): boolean;
  /** The indicator has more values than one. */
  isMultiple(ordinal: number): boolean;
}

const PRESENT = 1;
const MULTIPLE = 2;

/**
 * @param event the event's field: decides how values compare
 * @param value the indicator's field
 * @param every all values are found by, not the first one alone
 */
export function createTermIndex(event: FieldType, value: FieldType, every: boolean): TermIndex {
  // A field inside nested objects lies in documents of its own, which Elasticsearch's search for indicators does not return.
  const read = value.nested === undefined ? compileField(value) : () => [];
  const keys = createKeyMaker(event);
  const postings = createPostingMap();
  const flags = createFlags();
  let last: { readonly ordinal: number; readonly document: JsonObject; readonly taken: boolean } | undefined;

  const take = (ordinal: number, document: JsonObject): boolean => {
    const values = read(document);
    let taken = false;
    for (let i = 0; i < (every ? values.length : Math.min(values.length, 1)); i++) {
      for (const key of keys.indicatorKeys(values[i] as Scalar)) {
        postings.add(key, ordinal);
        taken = true;
      }
    }
    // What is not taken leaves no trace: another indicator may get its ordinal.
    if (taken || (every && values.length > 0)) flags.set(ordinal, values.length > 1 ? PRESENT | MULTIPLE : PRESENT);
    return taken;
  };

  return {
    add: (ordinal, document) => {
      if (last?.ordinal !== ordinal || last.document !== document) last = { ordinal, document, taken: take(ordinal, document) };
      return last.taken;
    },
    find: (wanted, out) => {
      const found = keys.eventKeys(wanted);
      if (found === undefined) return;
      if (typeof found !== "object") push(out, postings.get(found), wanted);
      else for (let i = 0; i < found.length; i++) push(out, postings.get(found[i] as Key), wanted);
    },
    isPresent: (ordinal) => flags.get(ordinal) !== 0,
    isMultiple: (ordinal) => (flags.get(ordinal) & MULTIPLE) !== 0,
  };
}

function push(out: Found[], posting: Posting | undefined, value: Scalar): void {
  if (posting !== undefined) out.push({ posting, value });
}
