import { createHash } from "node:crypto";

/** Measures of a PowerShell script's text, as Elastic's integration computes them. */
export interface ScriptMeasures {
  /** SHA-1 of the text without white space, base64, in the manner of Elasticsearch's fingerprint processor. */
  readonly hash: string;
  /** UTF-16 code units, as all that follows. */
  readonly length: number;
  readonly uniqueSymbols: number;
  /** Shannon's entropy, bits a unit. */
  readonly entropyBits: number;
  /** The same over log2 of the length: 0 to 1. */
  readonly entropyNormalized: number;
  /** Standard deviation of a unit's surprisal, bits. */
  readonly surprisalStdev: number;
}

const SIGNATURE = "# SIG # Begin signature block";

/** Undefined for a text that holds nothing but a signature. */
export function measureScript(text: string): ScriptMeasures | undefined {
  const normal = text.normalize("NFC");
  const at = normal.indexOf(SIGNATURE);
  const script = at === -1 ? normal : normal.slice(0, at).trimEnd();
  if (script.trim() === "") return undefined;
  const counts = new Map<number, number>();
  for (let i = 0; i < script.length; i++) {
    const unit = script.charCodeAt(i);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  const { entropy, stdev } = surprisal(counts, script.length);
  return {
    hash: hashOf(script),
    length: script.length,
    uniqueSymbols: counts.size,
    entropyBits: entropy,
    entropyNormalized: script.length > 1 ? entropy / Math.log2(script.length) : 0,
    surprisalStdev: stdev,
  };
}

function surprisal(counts: ReadonlyMap<number, number>, total: number): { readonly entropy: number; readonly stdev: number } {
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / total) * Math.log2(count / total);
  let variance = 0;
  for (const count of counts.values()) variance += (count / total) * (-Math.log2(count / total) - entropy) ** 2;
  return { entropy, stdev: Math.sqrt(variance) };
}

function hashOf(script: string): string {
  let dense = "";
  for (const part of script.split(" ")) dense += part;
  let bare = "";
  let from = 0;
  for (let i = 0; i <= dense.length; i++) {
    if (i < dense.length && dense.charCodeAt(i) > 0x20) continue;
    bare += dense.slice(from, i);
    from = i + 1;
  }
  return createHash("sha1")
    .update(Buffer.from([0]))
    .update(bare)
    .digest("base64");
}
