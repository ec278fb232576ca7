import type { JsonObject } from "../event/json.ts";
import { type EventDocument, type Origin, ORIGIN } from "../event/origin.ts";
import { asLabels, openEnvelope } from "./envelope.ts";
import type { Integration, Session } from "./integration.ts";
import { createMemory, type Memory, type MemoryChange } from "./memory.ts";
import { hasEcsFields, isEcs } from "./recognise.ts";
import { INTEGRATIONS } from "./table.ts";

/** Told of records that could not be mapped, and of those that are not what the user said. */
export interface NormaliserNotes {
  /** @param kind bounded in variety */
  unmapped(kind: string, record: EventDocument): void;
  /** The record is none of the integration that was asked for; `found` is whose it is. */
  other(wanted: Integration, found: Integration | undefined, record: EventDocument): void;
}

/** Raw records in, ECS documents out; one for a run, because integrations remember. */
export interface Normaliser {
  /** Puts the documents of one record on `out`: none is lost, an unmapped record passes as it came. */
  add(record: EventDocument, out: EventDocument[], writtenBefore?: number): void;
  /** Records converted, by integration. */
  counts(): Readonly<Record<string, number>>;
  /** What integrations remember, as far as it changed since the last call; the first time all. */
  changes(): readonly Remembered[];
  /** Takes over what another run remembered, before any record. */
  restore(remembered: Iterable<Remembered>): void;
}

/** A change of what is remembered under a memory's name. */
export type Remembered = MemoryChange & { readonly memory: string };

/** Distinct kinds that are told apart. */
const MAX_KINDS = 500;

/**
 * @param only the integration that every record is said to be of; undefined: told by shape
 * @param mappings a person's own, asked before all others
 */
export function createNormaliser(notes: NormaliserNotes, only?: Integration, mappings: readonly Integration[] = []): Normaliser {
  const integrationOf = chooser([...mappings, ...INTEGRATIONS]);
  const counts = new Map<string, number>();
  const session = createSession(notes);

  const convert = (integration: Integration, record: EventDocument, out: EventDocument[], labels?: JsonObject): void => {
    counts.set(integration.name, (counts.get(integration.name) ?? 0) + 1);
    const { [ORIGIN]: origin, _index: index, _id: id, _version: version } = record;
    const made = integration.convert(record, session);
    const documents: readonly JsonObject[] = Array.isArray(made) ? made : [made];
    for (const [i, document] of documents.entries()) {
      if (labels && Object.keys(labels).length > 0) document["labels"] = labels;
      out.push(carry(document, origin, i, documents.length === 1 ? { index, id, version } : { index }));
    }
  };

  /** Converts the record that is inside this one, if there is one. */
  const convertEnclosed = (record: EventDocument, out: EventDocument[]): boolean => {
    const wanted = (inner: JsonObject): boolean => (only ? only.accepts(inner) : integrationOf(inner) !== undefined);
    const enclosed = isEcs(record) ? undefined : openEnvelope(record, wanted);
    const integration = enclosed && (only ?? integrationOf(enclosed.record));
    if (!enclosed || !integration) return false;
    const { [ORIGIN]: origin, _index: index, _id: id, _version: version } = record;
    convert(integration, carry(enclosed.record, origin, 0, { index, id, version }), out, asLabels(enclosed.labels));
    return true;
  };

  return {
    add(record, out, writtenBefore) {
      session.begin(record, writtenBefore);
      const integration = integrationOf(record);
      if (integration?.carries && convertEnclosed(record, out)) return;
      if (integration && (!only || only === integration)) convert(integration, record, out);
      else if (convertEnclosed(record, out)) return;
      else if (only) {
        notes.other(only, integration, record);
        out.push(record);
      } else {
        if (!hasEcsFields(record)) session.unmapped(shapeOf(record));
        out.push(record);
      }
    },
    counts: () => Object.fromEntries(counts),
    changes: () => session.changes(),
    restore: (remembered) => session.restore(remembered),
  };
}

/** Whose record this is; undefined for ECS documents that are complete, and for unknown ones. */
function chooser(integrations: readonly Integration[]): (record: JsonObject) => Integration | undefined {
  const finishers = integrations.filter((integration) => integration.finishes);
  return (record) =>
    isEcs(record)
      ? finishers.find((integration) => integration.finishes?.(record))
      : integrations.find((integration) => integration.accepts(record));
}

interface RunSession extends Session, Pick<Normaliser, "changes" | "restore"> {
  begin(record: EventDocument, writtenBefore: number | undefined): void;
}

function createSession(notes: NormaliserNotes): RunSession {
  const memories = new Map<string, Memory>();
  /** What another run remembered under names that were not asked for yet. */
  const restored = new Map<string, Remembered[]>();
  const kinds = new Set<string>();
  let current: EventDocument = {};
  let latest: number | undefined;
  return {
    begin(record, writtenBefore) {
      current = record;
      latest = writtenBefore;
    },
    memory(name, limit) {
      const known = memories.get(name);
      if (known) return known;
      const memory = createMemory(limit);
      memories.set(name, memory);
      for (const { key, value } of restored.get(name) ?? []) if (value !== undefined) memory.set(key, value);
      restored.delete(name);
      return memory;
    },
    unmapped(kind) {
      const told = kinds.has(kind) || kinds.size < MAX_KINDS ? kind : "other kinds";
      kinds.add(told);
      notes.unmapped(told, current);
    },
    get writtenBefore() {
      return latest;
    },
    changes: () => [...memories].flatMap(([name, memory]) => memory.changes().map((change) => ({ ...change, memory: name }))),
    restore(remembered) {
      for (const each of remembered) restored.getOrInsert(each.memory, []).push(each);
    },
  };
}

type Metadata = Readonly<Record<"index" | "id" | "version", JsonObject[string] | undefined>>;

/** Several documents of one record stand one place after the other: a record has more bytes than documents. */
function carry(document: EventDocument, origin: Origin | undefined, ordinal: number, metadata: Partial<Metadata>): EventDocument {
  const { index, id, version } = metadata;
  if (index !== undefined) document["_index"] = index;
  if (id !== undefined) document["_id"] = id;
  if (version !== undefined) document["_version"] = version;
  if (origin) document[ORIGIN] = ordinal === 0 ? origin : { ...origin, offset: origin.offset + ordinal };
  return document;
}

/** Keys named in the kind of an unknown record. */
const SHOWN_KEYS = 4;

/** What an unknown record looks like, by its first keys. */
function shapeOf(record: JsonObject): string {
  const keys = Object.keys(record).map((key) => (key.length > 40 ? `${key.slice(0, 40)}…` : key));
  if (keys.length === 0) return "empty record";
  return `record with ${keys.slice(0, SHOWN_KEYS).join(", ")}${keys.length > SHOWN_KEYS ? ", …" : ""}`;
}
