/**
 * A wildcard pattern over ASCII texts: how long its head and its tail are, how many segments stand between them
 * (EXACT: the head is all of it), and the fewest characters it fits, 16 bits each; the first eight bytes of its head and
 * the last eight of its tail, each with a mask; then head, tail, and each segment behind its length. Runs of stars part these.
 */
const TAIL: usize = 2;
const SEGMENTS: usize = 4;
const FEWEST: usize = 6;
const FIRST: usize = 8;
const FIRST_MASK: usize = 16;
const LAST: usize = 24;
const LAST_MASK: usize = 32;
const BYTES: usize = 40;
const EXACT: i32 = 0xffff;
/** Stands for any one character. */
const ONE: u8 = 0xff;

/** Whether a pattern fits a whole text. Eight bytes before and after the text may be read. */
export function fits(pattern: usize, text: usize, length: i32): bool {
  if (length < (load<u16>(pattern + FEWEST) as i32)) return false;
  if ((load<u64>(text) & load<u64>(pattern + FIRST_MASK)) != load<u64>(pattern + FIRST)) return false;
  const segments = load<u16>(pattern + SEGMENTS) as i32;
  const head = load<u16>(pattern) as i32;
  const bytes = pattern + BYTES;
  if (segments == EXACT) return length == head && fitsAt(bytes, text, head);
  const end = text + (length as usize);
  if ((load<u64>(end - 8) & load<u64>(pattern + LAST_MASK)) != load<u64>(pattern + LAST)) return false;
  if (!fitsAt(bytes, text, head)) return false;
  const tail = load<u16>(pattern + TAIL) as i32;
  const last = end - (tail as usize);
  if (!fitsAt(bytes + (head as usize), last, tail)) return false;
  let segment = bytes + (head as usize) + (tail as usize);
  let at = text + (head as usize);
  for (let i = 0; i < segments; i++) {
    const size = (load<u8>(segment) as i32) | ((load<u8>(segment + 1) as i32) << 8);
    at = search(segment + 2, size, at, last);
    if (at == 0) return false;
    segment += 2 + (size as usize);
  }
  return true;
}

function fitsAt(segment: usize, text: usize, length: i32): bool {
  for (let i: usize = 0; i < (length as usize); i++) {
    const byte = load<u8>(segment + i);
    if (byte != ONE && byte != load<u8>(text + i)) return false;
  }
  return true;
}

/** The end of the first fit of a segment between two places; 0 where there is none. The first and last bytes tell most places apart. */
function search(segment: usize, size: i32, from: usize, to: usize): usize {
  const span = size as usize;
  const open = i8x16.splat(-1);
  const first = i8x16.splat(load<i8>(segment));
  const last = i8x16.splat(load<i8>(segment + span - 1));
  const anyFirst = load<u8>(segment) == ONE ? open : i8x16.splat(0);
  const anyLast = load<u8>(segment + span - 1) == ONE ? open : i8x16.splat(0);
  for (let at = from; at + span <= to; at += 16) {
    const begins = v128.or(i8x16.eq(v128.load(at), first), anyFirst);
    const ends = v128.or(i8x16.eq(v128.load(at + span - 1), last), anyLast);
    let places = i8x16.bitmask(v128.and(begins, ends));
    while (places != 0) {
      const place = at + (ctz<i32>(places) as usize);
      if (place + span > to) return 0;
      if (fitsAt(segment, place, size)) return place + span;
      places &= places - 1;
    }
  }
  return 0;
}
