import { parseInteger } from "../number-text.ts";

/** A dotted quad with octets that begin with zeros read in the given base; undefined where one is no number of it. Other texts as they are. */
export function withoutLeadingZeros(text: string, base: 8 | 10): string | undefined {
  if (text.includes(":")) return text;
  const octets = text.split(".").map((octet) => (octet.length > 1 && octet.startsWith("0") ? readOctet(octet, base) : octet));
  return octets.includes(undefined) ? undefined : octets.join(".");
}

function readOctet(octet: string, base: 8 | 10): string | undefined {
  const value = octet.length > 4 ? null : parseInteger(octet, base);
  return value === null ? undefined : String(value);
}
