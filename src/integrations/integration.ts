import type { JsonObject } from "../event/json.ts";
import type { Memory } from "./memory.ts";

/** Something that turns the raw records of one kind of log into ECS documents. One a file, one line in `table.ts`. */
export interface Integration {
  /** As `--format` takes it. Where records of this kind are text, the input format that cuts them has the same name. */
  readonly name: string;
  /** For people: `AWS CloudTrail`. */
  readonly title: string;
  /** Families of fields that its documents fill: `process`, `user.target`, `aws.cloudtrail`. */
  readonly fills: readonly string[];
  /** Whether the record is of this kind, by its shape alone: a look at a few keys. No record is two integrations'. */
  accepts(record: JsonObject): boolean;
  /**
   * Where the record is an ECS document already (`recognise.ts`), whether it still is this integration's to finish: an
   * agent's own output before its ingest pipeline. Absent: never.
   */
  finishes?(record: JsonObject): boolean;
  /** Its records may carry another integration's, as JSON text (`envelope.ts`): that one is then asked. */
  readonly carries?: true;
  /**
   * The ECS document of an accepted record, or the documents; the record itself may be used up. Never throws: values of
   * an unexpected kind are left out, and a record it has no mapping for still gives a document and is told to
   * {@link Session.unmapped}. Origin and `_index`, `_id`, `_version` are carried over by the caller.
   */
  convert(record: JsonObject, session: Session): JsonObject | readonly JsonObject[];
}

/** What an integration has besides the record. */
export interface Session {
  /**
   * What this run remembers under a name, between records: made at first use, the same object afterwards. Its values
   * are plain JSON, so that a run that was stopped can go on.
   * @param limit entries kept; the longest unused goes first
   */
  memory(name: string, limit: number): Memory;
  /** Counts the current record as one without a mapping. `kind` names what it is in a few words: `Okta event type x.y`. */
  unmapped(kind: string): void;
  /**
   * Epoch milliseconds by which the current record was written at the latest (its file's last change); undefined where
   * nobody knows. For times that come without a year.
   */
  readonly writtenBefore: number | undefined;
}
