import type { Json, JsonObject } from "../../../event/json.ts";
import { type BulkItem, readBulk } from "../../ingest/bulk.ts";
import { documentId } from "../../../store/event-document.ts";
import { filterPath } from "../../ingest/filter-path.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Answer, Call, Route } from "../../http/route.ts";
import type { Service } from "../../service.ts";

/** `POST /_bulk`: answered when the events are on disk. */
export const bulk: Route = {
  method: ["POST", "PUT"],
  path: ["/_bulk", "/:index/_bulk"],
  access: "ingest",
  summary: "Takes events: Elasticsearch's bulk requests",
  body: "bytes",
  async handle(call, service) {
    const started = performance.now();
    service.checkRoom();
    const items = readBulk(call.bytes, call.params["index"]);
    if ("reason" in items) throw new HttpError(400, "illegal_argument_exception", items.reason);
    const taken = await take(items, call, service);
    return answer(items, taken, { storeId: service.storeId, took: performance.now() - started, filter: call.query["filter_path"] });
  },
};

/** Journals the good items; gives each one's sequence number. */
async function take(items: readonly BulkItem[], { principal }: Call, service: Service): Promise<ReadonlyMap<BulkItem, number>> {
  const offsets = new Map<BulkItem, number>();
  const records = items.flatMap((item, at) => {
    if ("fault" in item.outcome) return [];
    const { document, json } = item.outcome;
    return service.intake.recordsOf({ document, json, index: item.index, id: item.id }).map((record) => ({ record, item, at }));
  });
  for (const [offset, { item }] of records.entries()) if (!offsets.has(item)) offsets.set(item, offset);
  service.counters.rejected += items.length - offsets.size;
  if (records.length === 0) return offsets;
  const first = await service.append(
    records.map(({ record }) => record),
    { client: principal.name, via: "bulk" },
  );
  return new Map(Array.from(offsets, ([item, offset]) => [item, first + offset]));
}

interface AnswerParts {
  readonly storeId: string;
  readonly took: number;
  readonly filter: string | undefined;
}

function answer(items: readonly BulkItem[], taken: ReadonlyMap<BulkItem, number>, { storeId, took, filter }: AnswerParts): Answer {
  const results = items.map((item): JsonObject => {
    const sequence = taken.get(item);
    const isTaken = !("fault" in item.outcome) && sequence !== undefined;
    return { [item.action]: isTaken ? created(item, item.id ?? documentId(storeId, sequence), sequence) : refused(item) };
  });
  const json: JsonObject = { errors: taken.size < items.length, took: Math.round(took), items: results };
  return { json: filter === undefined ? json : (filterPath(json, filter) ?? {}) };
}

/** What Elasticsearch answers for a new document. */
export const created = ({ index }: { readonly index: string }, id: string, sequence: number): JsonObject => ({
  _index: index,
  _id: id,
  _version: 1,
  result: "created",
  _shards: { total: 1, successful: 1, failed: 0 },
  _seq_no: sequence,
  _primary_term: 1,
  status: 201,
});

function refused({ index, id, outcome }: BulkItem): JsonObject {
  const fault = "fault" in outcome ? outcome.fault : NO_DOCUMENT;
  const error: Json = { type: fault.type, reason: fault.reason };
  return { _index: index, _id: id, status: fault.status, error };
}

/** A raw record that an integration made nothing of. */
const NO_DOCUMENT = { status: 400, type: "document_parsing_exception", reason: "the record holds no event" };
