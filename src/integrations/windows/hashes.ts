import type { EcsDocument } from "../ecs-document.ts";

/** Digests by algorithm, both in lower case. */
export type Hashes = ReadonlyMap<string, string>;

/** Reads Sysmon's `SHA1=…,MD5=…,IMPHASH=…`. Digests of nothing but zeros are left out. */
export function parseHashes(text: string): Hashes {
  const hashes = new Map<string, string>();
  for (const part of text.split(",")) {
    const equals = part.indexOf("=");
    const digest = part
      .slice(equals + 1)
      .trim()
      .toLowerCase();
    if (equals > 0 && !isZero(digest)) hashes.set(part.slice(0, equals).trim().toLowerCase(), digest);
  }
  return hashes;
}

function isZero(digest: string): boolean {
  for (const char of digest) if (char !== "0") return false;
  return true;
}

/** Files digests under `<prefix>.hash` and `<prefix>.pe.imphash`, and names all of them in `related.hash`. */
export function setHashes({ set, add }: EcsDocument, prefixes: readonly string[], hashes: Hashes): void {
  for (const prefix of prefixes) {
    for (const [algorithm, digest] of hashes) {
      set(algorithm === "imphash" ? `${prefix}.pe.imphash` : `${prefix}.hash.${algorithm}`, digest);
    }
  }
  add("related.hash", ...hashes.values());
}
