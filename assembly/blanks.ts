export function skipBlanks(at: usize): usize {
  let byte = load<u8>(at);
  while (byte <= 0x20 && (byte == 0x20 || byte == 0x0d || byte == 0x09)) byte = load<u8>(++at);
  return at;
}
