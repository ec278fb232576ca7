/** What was read last. */
export let numberOf: f64 = 0;
export let addressOf: u32 = 0;

const MOST_DIGITS: i32 = 15;

/** A number of at most 15 digits, exactly as JSON.parse reads it; false for others and for those with exponents. */
export function readNumber(from: usize, to: usize): bool {
  const negative = load<u8>(from) == 0x2d;
  let digits: i64 = 0;
  let count = 0;
  let scale: f64 = 1;
  let inFraction = false;
  for (let at = negative ? from + 1 : from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte == 0x2e) {
      inFraction = true;
      continue;
    }
    if (byte - 0x30 > 9 || ++count > MOST_DIGITS) return false;
    digits = digits * 10 + ((byte - 0x30) as i64);
    if (inFraction) scale *= 10;
  }
  // Both are exact, so that their quotient is the double nearest to the number.
  const number = (digits as f64) / scale;
  numberOf = negative ? -number : number;
  return true;
}

/** A dotted quad without leading zeros. */
export function readAddress(from: usize, to: usize): bool {
  let address: u32 = 0;
  let at = from;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && (at >= to || load<u8>(at++) != 0x2e)) return false;
    const start = at;
    let number: u32 = 0;
    while (at < to && load<u8>(at) - 0x30 <= 9) {
      number = number * 10 + ((load<u8>(at++) - 0x30) as u32);
      if (at - start > 3) return false;
    }
    if (at == start || number > 255 || (load<u8>(start) == 0x30 && at - start > 1)) return false;
    address = (address << 8) | number;
  }
  addressOf = address;
  return at == to;
}
