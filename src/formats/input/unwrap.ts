import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";

/** What a JSON record turned out to hold besides events. */
export interface UnwrapNotes {
  /** A list of events held something that is no object. */
  notAnObject(value: Json): void;
  /** A bulk action that brings no whole document. */
  bulkAction(action: string): void;
}

/** Takes the records of one stream, and keeps what must be known from one to the next. */
export interface Unwrapper {
  /** Puts the events of one record on `out`. */
  unwrap(record: JsonObject, out: JsonObject[]): void;
  /** Looks at the record that comes next, where none has shown yet what the stream holds. */
  foresee(read: () => JsonObject | undefined): void;
  /** The stream's first record has shown that each record is unwrapped by itself. */
  isPlain(): boolean;
  /** What it keeps, for another that goes on. */
  held(): Json;
  restore(held: Json): void;
}

/**
 * Takes events out of what Elasticsearch and its tools wrap them in: hits (`_source` with `_index`, `_id`, `_version`
 * beside it, as elasticdump writes them too), search responses, bulk files (a line of action, a line of source); and
 * out of lists under the first key of an object ({@link LIST_KEYS}). Anything else is an event itself.
 */
export function createUnwrapper(notes: UnwrapNotes): Unwrapper {
  /** True once the stream's first record was a bulk action, false once it was not. */
  let bulk: boolean | undefined;
  /** The action whose source comes next. */
  let action: BulkAction | undefined;

  const unwrapBulk = (record: JsonObject, out: JsonObject[]): void => {
    if (action) {
      if (action.name === "update") notes.bulkAction("update");
      else out.push(withMetadata(record, action.metadata));
      action = undefined;
      return;
    }
    action = bulkAction(record);
    if (!action) unwrapRecord(record, out, notes);
    else if (action.name === "delete") {
      notes.bulkAction("delete");
      action = undefined;
    }
  };

  return {
    foresee(read) {
      const record = bulk === undefined ? read() : undefined;
      if (record) bulk = bulkAction(record) !== undefined;
    },
    unwrap(record, out) {
      bulk ??= bulkAction(record) !== undefined;
      if (bulk) unwrapBulk(record, out);
      else unwrapRecord(record, out, notes);
    },
    held: () => [bulk ?? null, action ? { name: action.name, metadata: action.metadata } : null],
    restore(held) {
      const [wasBulk, last] = held as [boolean | null, BulkAction | null];
      bulk = wasBulk ?? undefined;
      action = last ?? undefined;
    },
    isPlain: () => bulk === false,
  };
}

/**
 * Keys that hold a list of events: log files of CloudTrail and Azure, answers of the APIs of AWS, Microsoft Graph, Google
 * and Kubernetes, the inputs and results of pipeline tests.
 */
export const LIST_KEYS: ReadonlySet<string> = new Set(["Records", "records", "Events", "events", "value", "items", "expected"]);

/** Keys without one of which a record of a plain stream is an event as it stands. */
export const WRAPPING_KEYS: readonly string[] = [...LIST_KEYS, "_source", "hits", "fields"];

/** Keys that may stand before the list: what such answers say of themselves. */
export const BEFORE_LIST: ReadonlySet<string> = new Set([
  "kind",
  "apiVersion",
  "metadata",
  "etag",
  "nextPageToken",
  "NextToken",
  "@odata.context",
  "@odata.nextLink",
  "@odata.count",
]);

function unwrapRecord(record: JsonObject, out: JsonObject[], notes: UnwrapNotes): void {
  const { _source: source, hits } = record;
  if (source !== undefined && isJsonObject(source)) {
    out.push(withMetadata(source, record));
    return;
  }
  const list = listOfHits(hits) ?? listUnderFirstKey(record);
  if (list) unwrapList(list, out, notes);
  else out.push(withFieldsOf(record));
}

function unwrapList(list: readonly Json[], out: JsonObject[], notes: UnwrapNotes): void {
  for (const item of list) {
    if (isJsonObject(item)) unwrapRecord(item, out, notes);
    else notes.notAnObject(item);
  }
}

const listOfHits = (hits: Json | undefined): readonly Json[] | undefined =>
  isJsonObject(hits) && Array.isArray(hits["hits"]) ? hits["hits"] : undefined;

/** An empty list counts only where the object holds nothing else but what may stand before it. */
function listUnderFirstKey(record: JsonObject): readonly Json[] | undefined {
  for (const key in record) {
    const list = LIST_KEYS.has(key) ? record[key] : undefined;
    if (!Array.isArray(list) && BEFORE_LIST.has(key)) continue;
    if (!Array.isArray(list)) return undefined;
    if (list.length > 0) return isJsonObject(list[0]) ? list : undefined;
    return Object.keys(record).every((other) => other === key || BEFORE_LIST.has(other)) ? list : undefined;
  }
  return undefined;
}

/** A hit of a search without `_source` has its values under `fields`, flat and in lists. */
function withFieldsOf(record: JsonObject): JsonObject {
  const { fields } = record;
  return isJsonObject(fields) && typeof record["_index"] === "string" && typeof record["_id"] === "string"
    ? withMetadata(fields, record)
    : record;
}

const METADATA = ["_index", "_id", "_version"] as const;

function withMetadata(source: JsonObject, from: JsonObject): JsonObject {
  for (const key of METADATA) {
    const value = from[key];
    if (typeof value === "string" || typeof value === "number") source[key] = value;
  }
  return source;
}

interface BulkAction {
  readonly name: string;
  readonly metadata: JsonObject;
}

const ACTIONS = new Set(["index", "create", "update", "delete"]);

/** What may stand in an action besides names that begin with `_`. */
const ACTION_OPTIONS = new Set([
  "routing",
  "parent",
  "version",
  "version_type",
  "pipeline",
  "require_alias",
  "require_data_stream",
  "dynamic_templates",
  "list_executed_pipelines",
  "if_seq_no",
  "if_primary_term",
  "retry_on_conflict",
]);

/** `{"create": {"_index": "…", "_id": "…"}}` and nothing else. */
function bulkAction(record: JsonObject): BulkAction | undefined {
  const [name, ...others] = Object.keys(record);
  if (name === undefined || others.length > 0 || !ACTIONS.has(name)) return undefined;
  const metadata = record[name];
  if (!isJsonObject(metadata)) return undefined;
  const plausible = Object.keys(metadata).every((key) => key.startsWith("_") || ACTION_OPTIONS.has(key));
  return plausible ? { name, metadata } : undefined;
}
