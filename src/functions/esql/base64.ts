import { Buffer } from "node:buffer";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const KNOWN: ReadonlySet<string> = new Set(ALPHABET);

/** The text that Base64 says in UTF-8, by the rules (and in the words) of Java's basic decoder. */
export function decodeBase64(text: string): string | { readonly fault: string } {
  let end = text.length;
  while (end > 0 && text[end - 1] === "=") end--;
  const fault = baseFault(text, end);
  if (fault !== undefined) return { fault };
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, "base64"));
  } catch {
    return { fault: "the decoded bytes are no valid UTF-8" };
  }
}

function baseFault(text: string, end: number): string | undefined {
  for (let i = 0; i < end; i++) {
    if (text[i] === "=") return "Input byte array has wrong 4-byte ending unit";
    if (!KNOWN.has(text[i] as string)) return `Illegal base64 character ${text.charCodeAt(i).toString(16)}`;
  }
  const padding = text.length - end;
  if (end % 4 === 1) return "Last unit does not have enough valid bits";
  if (padding === 0 || padding === (4 - (end % 4)) % 4) return undefined;
  return padding > 2 || end % 4 === 0
    ? `Input byte array has incorrect ending byte at ${end}`
    : "Input byte array has wrong 4-byte ending unit";
}
