/** Whether a value is what auditd writes for text that it cannot quote: an even number of hexadecimal digits, upper case. */
export function isHex(value: string): boolean {
  if (value.length === 0 || value.length % 2 === 1) return false;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (!((unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x46))) return false;
  }
  return true;
}

/** The text behind hexadecimal digits; invalid UTF-8 is replaced. */
export const decodeHex = (value: string): string => Buffer.from(value, "hex").toString("utf8");

/** As {@link decodeHex} up to the first NUL. */
export function decodeHexWord(value: string): string {
  const text = decodeHex(value);
  const nul = text.indexOf("\0");
  return nul === -1 ? text : text.slice(0, nul);
}
