import { FALSE, NULL, NUMBER, TRUE } from "./lookups";

/** Kind of the value that {@link scalarEnd} was asked for last. */
export let scalarKind: i32 = NUMBER;

/** The end of the number, boolean or null that begins at `at`; 0 where there is none as JSON has it. */
export function scalarEnd(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == 0x74) {
    scalarKind = TRUE;
    return load<u32>(at) == 0x65757274 ? at + 4 : 0;
  }
  if (byte == 0x66) {
    scalarKind = FALSE;
    return load<u32>(at + 1) == 0x65736c61 ? at + 5 : 0;
  }
  if (byte == 0x6e) {
    scalarKind = NULL;
    return load<u32>(at) == 0x6c6c756e ? at + 4 : 0;
  }
  scalarKind = NUMBER;
  return numberEnd(at);
}

function isDigit(byte: u8): bool {
  return byte - 0x30 < 10;
}

function digitsEnd(at: usize): usize {
  if (!isDigit(load<u8>(at))) return 0;
  do at++;
  while (isDigit(load<u8>(at)));
  return at;
}

function numberEnd(at: usize): usize {
  if (load<u8>(at) == 0x2d) at++;
  if (load<u8>(at) == 0x30) at++;
  else {
    at = digitsEnd(at);
    if (at == 0) return 0;
  }
  if (load<u8>(at) == 0x2e) {
    at = digitsEnd(at + 1);
    if (at == 0) return 0;
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    const sign = load<u8>(at + 1);
    at = digitsEnd(sign == 0x2b || sign == 0x2d ? at + 2 : at + 1);
  }
  return at;
}
