import { Buffer } from "node:buffer";

/** Percent-encoding of every byte but ASCII letters, digits and `.-_~`. */
export function encodeUrl(text: string, blank: "+" | "%20"): string {
  let encoded = "";
  for (const byte of Buffer.from(text, "utf8")) {
    const character = String.fromCharCode(byte);
    if (isPlain(byte)) encoded += character;
    else encoded += byte === 0x20 ? blank : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

const isPlain = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) || ".-_~".includes(String.fromCharCode(byte));

/** The inverse, by the rules (and in the words) of Java's URLDecoder: `+` is a blank. */
export function decodeUrl(text: string): string | { readonly fault: string } {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = text.indexOf("%"); at !== -1; at = text.indexOf("%", from)) {
    parts.push(literal(text.slice(from, at)));
    const bytes: number[] = [];
    for (from = at; text[from] === "%"; from += 3) {
      const pair = text.slice(from + 1, from + 3);
      if (pair.length < 2) return { fault: "URLDecoder: Incomplete trailing escape (%) pattern" };
      const byte = hexOf(pair);
      if (byte < 0) return { fault: `URLDecoder: Illegal hex characters in escape (%) pattern - Error at index 0 in: "${pair}"` };
      bytes.push(byte);
    }
    parts.push(Buffer.from(bytes));
  }
  parts.push(literal(text.slice(from)));
  return Buffer.concat(parts).toString("utf8");
}

const literal = (text: string): Buffer => Buffer.from(text.replaceAll("+", " "), "utf8");

const HEX = "0123456789abcdef";

function hexOf(pair: string): number {
  const [high, low] = [HEX.indexOf((pair[0] as string).toLowerCase()), HEX.indexOf((pair[1] as string).toLowerCase())];
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}
