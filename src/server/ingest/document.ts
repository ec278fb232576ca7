import { isUtf8 } from "node:buffer";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { DEFAULT_LIMITS } from "../../formats/input/limits.ts";
import { nestsDeeperThan } from "../../formats/input/nesting.ts";
import type { KnownEvent, SentLine } from "./event-lines.ts";

/** Why a document was not taken: Elasticsearch's name of the fault, and what to do. */
export interface DocumentFault {
  readonly status: number;
  readonly type: string;
  readonly reason: string;
}

/** Longest document, as Elasticsearch's own limit of one Lucene document would have it refused far earlier. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** A document of a request as it came. */
export interface ReadDocument {
  /** On one line. */
  readonly json: Buffer;
  /** What it is: parsed, or what its bytes tell of an event that is kept as it came. */
  readonly content: { readonly document: JsonObject } | { readonly event: KnownEvent };
}

/** Reads one line of a request as a document. */
export function documentOf(line: SentLine): ReadDocument | { readonly fault: DocumentFault } {
  const { bytes: json, event } = line;
  if (event) return { json, content: { event } };
  const read = readDocument(json);
  if ("fault" in read) return read;
  line.learn(read.document);
  return { json, content: read };
}

/** Reads one document from the bytes of a request, or says what is wrong with it. */
export function readDocument(bytes: Buffer): { readonly document: JsonObject } | { readonly fault: DocumentFault } {
  if (bytes.length > MAX_DOCUMENT_BYTES)
    return refused(413, "content_too_long_exception", `the document is longer than ${MAX_DOCUMENT_BYTES} bytes`);
  if (nestsDeeperThan(DEFAULT_LIMITS.maxNesting, bytes, 0, bytes.length))
    return parsing(`the document nests more than ${DEFAULT_LIMITS.maxNesting} levels deep`);
  if (!isUtf8(bytes)) return parsing("the document is not UTF-8");
  try {
    const document: unknown = JSON.parse(bytes.toString("utf8"));
    return isJsonObject(document) ? { document } : parsing("the document is not a JSON object");
  } catch {
    return parsing("the document is not valid JSON");
  }
}

const refused = (status: number, type: string, reason: string): { fault: DocumentFault } => ({ fault: { status, type, reason } });
const parsing = (reason: string): { fault: DocumentFault } => refused(400, "document_parsing_exception", reason);

const MAX_INDEX_BYTES = 255;
const FORBIDDEN = new Set('\\/*?"<>| ,#:');

/** Why nothing may be written to an index of this name; undefined where it may. */
export function indexFault(name: string): DocumentFault | undefined {
  if (name.startsWith(".alerts-") || name.startsWith(".internal.alerts-") || name.startsWith(".siem-signals-"))
    return { status: 403, type: "security_exception", reason: `[${name}] holds alerts: only Tocsin writes there` };
  const reason = invalidName(name);
  return reason === undefined
    ? undefined
    : { status: 400, type: "invalid_index_name_exception", reason: `Invalid index name [${name}], ${reason}` };
}

function invalidName(name: string): string | undefined {
  if (name === "" || name === "." || name === "..") return "must not be empty, '.' or '..'";
  if (Buffer.byteLength(name) > MAX_INDEX_BYTES) return `must not be longer than ${MAX_INDEX_BYTES} bytes`;
  if (name !== name.toLowerCase()) return "must be lowercase";
  if (["-", "_", "+"].includes(name.charAt(0))) return "must not start with '_', '-', or '+'";
  const odd = [...name].find((char) => FORBIDDEN.has(char) || char < " ");
  return odd === undefined ? undefined : `must not contain the character [${JSON.stringify(odd)}]`;
}

const MOST_ID_BYTES = 512;

/** Why nothing may have this id; undefined where it may. */
export const idFault = (id: string | null): DocumentFault | undefined =>
  id !== null && Buffer.byteLength(id) > MOST_ID_BYTES
    ? { status: 400, type: "action_request_validation_exception", reason: `id is too long, must be no longer than ${MOST_ID_BYTES} bytes` }
    : undefined;
