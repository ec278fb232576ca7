import { isJsonObject, type Json } from "../../event/json.ts";
import type { StixFact } from "./alternatives.ts";
import type { StixObject } from "./object.ts";

/** Properties that every object may have, which say nothing of what was observed. */
const COMMON: ReadonlySet<string> = new Set(["type", "id", "spec_version", "defanged", "object_marking_refs", "granular_markings"]);
/** Observables that are indicators by themselves; the others are what is around them (a port, a program's name). */
// biome-ignore format: table
const TYPES: ReadonlySet<string> = new Set([
  "ipv4-addr", "ipv6-addr", "domain-name", "url", "email-addr", "file", "artifact", "windows-registry-key", "mac-addr", "mutex", "x509-certificate",
]);
/** Objects inside one another; observables have two or three. */
const MAX_DEPTH = 8;

/**
 * The facts of an observable by itself (`{"type": "ipv4-addr", "value": "192.0.2.1"}`), as a pattern would name them;
 * none of an object of another kind.
 */
export function factsOf(object: StixObject): readonly StixFact[] {
  const facts: StixFact[] = [];
  if (!TYPES.has(object.type)) return facts;
  for (const [key, value] of Object.entries(object)) if (!COMMON.has(key)) gather(`${object.type}:${key}`, value, MAX_DEPTH, facts);
  return facts;
}

function gather(path: string, value: Json, depth: number, facts: StixFact[]): void {
  if (value === null || depth === 0) return;
  if (Array.isArray(value)) for (const item of value) gather(path, item, depth - 1, facts);
  else if (isJsonObject(value)) for (const [key, inner] of Object.entries(value)) gather(`${path}.${key}`, inner, depth - 1, facts);
  else facts.push({ path, value });
}
