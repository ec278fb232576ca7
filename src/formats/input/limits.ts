/** Bounds that keep memory flat and hostile input harmless. Every one has a name, a reason and a diagnostic. */
export interface Limits {
  /** Longest record, in bytes as it stands in the file. Longer ones are skipped without being held (T7006). */
  readonly maxRecordBytes: number;
  /** Levels of objects and lists inside one another (T7007). */
  readonly maxNesting: number;
  /** Containers inside one another; `logs.tar.gz` has two (T7012). */
  readonly maxContainers: number;
  /** Bytes out per byte of the input file, once more than {@link freeExpansionBytes} came out (T7011). */
  readonly maxExpansionRatio: number;
  readonly freeExpansionBytes: number;
  /** Bytes out of one input file, whatever the ratio (T7011). */
  readonly maxExpandedBytes: number;
  /** Members of all archives of one input file (T7018). */
  readonly maxMembers: number;
  /** A zip inside another container is copied to a temporary file up to this size: its directory stands at its end (T7011). */
  readonly maxSpoolBytes: number;
  /** Events and bytes after which a batch is handed on. */
  readonly batchEvents: number;
  readonly batchBytes: number;
}

const KIB = 1024;
const MIB = KIB * KIB;
const GIB = KIB * MIB;

/** Longest record that is read. Elasticsearch takes documents of up to 100 MB, but no event is that long. */
export const MAX_RECORD_BYTES: number = 16 * MIB;

/** As many levels as Elasticsearch's JSON parser allows. Code that walks an event may recurse this deep. */
export const MAX_NESTING = 1000;

/** Log text that compresses best (zstd, thousands of equal lines) stays below this ratio; deflate ends at 1,032. */
const MAX_EXPANSION_RATIO = 400;

/** How much is read from a file at a time. */
export const READ_BLOCK_BYTES: number = 4 * MIB;

export const DEFAULT_LIMITS: Limits = Object.freeze({
  maxRecordBytes: MAX_RECORD_BYTES,
  maxNesting: MAX_NESTING,
  maxContainers: 6,
  maxExpansionRatio: MAX_EXPANSION_RATIO,
  freeExpansionBytes: GIB,
  maxExpandedBytes: KIB * GIB,
  maxMembers: 1_000_000,
  maxSpoolBytes: 16 * GIB,
  batchEvents: 128,
  batchBytes: MIB,
});
