import { createHash, hash } from "node:crypto";
import { type Json, type JsonObject, quotedKey } from "../event/json.ts";

const SPACE = "default";

/** Hex SHA-256 of the plain concatenation, as Kibana computes ids. */
export const sha256 = (...parts: readonly string[]): string => {
  // Halves of a character that meet would become one.
  if (parts.length === 1 || parts.every((part) => part.isWellFormed())) return hash("sha256", parts.join(""), "hex");
  const whole = createHash("sha256");
  for (const part of parts) whole.update(part);
  return whole.digest("hex");
};

/**
 * What one alert of one source document is known by; the same document under the same rule has the same id. `salt` is
 * what tells apart several alerts of one document (Kibana hashes the new terms).
 */
export const eventAlertId = (event: EventIdentity, ruleId: string, salt = ""): string =>
  sha256(event.index, event.id, event.version ?? "undefined", `${SPACE}:${ruleId}`, salt);

/** The index, id and version by which Kibana knows a source document. */
export interface EventIdentity {
  readonly id: string;
  readonly index: string;
  /** As text; absent where the input gave none. */
  readonly version?: string;
}

/**
 * The id of a document that came without one: SHA-256 of its canonical JSON (keys sorted, metadata left out) and its
 * ordinal among equal matching events, so that the same evidence has the same ids wherever it was read from.
 */
export const contentId = (canonical: string, ordinal: number): string => sha256(canonical, ordinal === 0 ? "" : `#${ordinal}`);

/** JSON with sorted keys and without white space. Iterative depth is bounded by the reader's nesting limit. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const object: JsonObject = value;
  let members = "";
  for (const key of Object.keys(object).sort()) {
    members += `${members === "" ? "" : ","}${quotedKey(key)}:${canonicalJson(object[key] ?? null)}`;
  }
  return `{${members}}`;
}

const EXECUTION_NAMESPACE = "6f0e1d5b-0f0c-5b6e-9a52-7c3b7a1f4d11";

/** `kibana.alert.rule.execution.uuid`: a version 5 UUID of rule and slot, so that a rerun gives the same. */
export const executionId = (ruleId: string, slot: number): string => uuidV5(EXECUTION_NAMESPACE, `${ruleId}@${slot}`);

/** RFC 9562 version 5 UUID of a name in a namespace. */
export function uuidV5(namespace: string, name: string): string {
  const whole = createHash("sha1").update(Buffer.from(namespace.replaceAll("-", ""), "hex"));
  const bytes = whole.update(name, "utf8").digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
