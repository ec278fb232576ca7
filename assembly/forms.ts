import { allocate } from "./memory";
import { FLAGS, isWhole, NUMBER } from "./lookups";
import { ESCAPED, NOT_ASCII, writeOut, written } from "./text";

/**
 * By value of the line, the forms of its text: in lower case, and without escapes (0: not made yet), the length of
 * both (-1: it is not all ASCII), and whether the line is the one at hand.
 */
const FORM: usize = 16;
const PLAIN: usize = 4;
const LENGTH: usize = 8;
let forms: usize = 0;

export function layForms(most: i32): void {
  forms = allocate((most as usize) * FORM);
}

export function clearForm(value: i32): void {
  v128.store(forms + (value as usize) * FORM, i64x2.splat(0));
}

/** Notes the text that was written out last, in lower case, as that of a value. */
export function keepFolded(value: i32, length: i32): void {
  const form = forms + (value as usize) * FORM;
  store<u32>(form, written() as u32);
  store<i32>(form + LENGTH, length);
}

/** Length of the text that was asked for last. */
export let textLength: i32 = 0;

/** What a field of texts reads a value as, A–Z in lower case if `fold`; 0 where that is not known from its bytes. */
export function textOf(value: i32, kind: i32, from: usize, to: usize, fold: bool): usize {
  if ((kind & NOT_ASCII) != 0) return 0;
  if (kind >= NUMBER || (!fold && (kind & ESCAPED) == 0)) {
    textLength = (to - from) as i32;
    return kind != NUMBER || isWhole(kind, from, to) ? from : 0;
  }
  const form = forms + (value as usize) * FORM;
  const at = fold ? form : form + PLAIN;
  let length = load<i32>(form + LENGTH);
  if (length >= 0 && load<u32>(at) == 0) {
    length = writeOut(from, to, kind & FLAGS, fold);
    store<u32>(at, written() as u32);
    store<i32>(form + LENGTH, length);
  }
  textLength = length;
  return length < 0 ? 0 : (load<u32>(at) as usize);
}
