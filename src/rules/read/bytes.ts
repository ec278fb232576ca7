import { isUtf8 } from "node:buffer";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { type Diagnostic, createSource, diagnostic, diagnosticAt, type Source, span } from "../../diagnostics/index.ts";

/** A rule file that unpacks to more is refused. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/** The compressions a rule file may have, by their first bytes. */
const PACKINGS = [
  { name: "gzip", magic: [0x1f, 0x8b], unpack: gunzipSync },
  { name: "zstd", magic: [0x28, 0xb5, 0x2f, 0xfd], unpack: zstdDecompressSync },
] as const;

/** Bytes of a rule file ▸ its text as a source, or why they are no text. A UTF-8 byte order mark is dropped. */
export function decodeRuleFile(file: string, bytes: Uint8Array): Source | Diagnostic {
  const packing = PACKINGS.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (!packing) return decodeText(file, bytes);
  try {
    return decodeText(file, packing.unpack(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }));
  } catch (error) {
    return diagnostic("T1003", `the ${packing.name} data is broken: ${(error as Error).message}`, { file });
  }
}

function decodeText(file: string, bytes: Uint8Array): Source | Diagnostic {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return diagnostic("T1003", "the file is UTF-16 text", { file, hint: "save it as UTF-8" });
  if (bytes.includes(0)) return diagnostic("T1003", "the file is binary: it holds zero bytes", { file });
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = mark ? bytes.subarray(3) : bytes;
  const source = createSource(file, Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  return isUtf8(body) ? source : invalidUtf8(source, body);
}

/** Points at the first replacement character that the file did not hold itself. */
function invalidUtf8(source: Source, bytes: Uint8Array): Diagnostic {
  const { text } = source;
  let byteOffset = 0;
  let last = 0;
  let at = text.indexOf("\ufffd");
  for (; at !== -1; at = text.indexOf("\ufffd", at + 1)) {
    byteOffset += Buffer.byteLength(text.slice(last, at));
    last = at;
    if (!(bytes[byteOffset] === 0xef && bytes[byteOffset + 1] === 0xbf && bytes[byteOffset + 2] === 0xbd)) break;
  }
  const byte = (bytes[byteOffset] ?? 0).toString(16).padStart(2, "0");
  const message = `the byte 0x${byte} is not valid UTF-8 here`;
  return diagnosticAt(source, span(at, at + 1), "T1003", message, { hint: "save the file as UTF-8" });
}
