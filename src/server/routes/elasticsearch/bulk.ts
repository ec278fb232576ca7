import type { JsonObject } from "../../../event/json.ts";
import type { Verdict } from "../../ingest/admission.ts";
import { type BulkItem, readBulk } from "../../ingest/bulk.ts";
import type { DocumentFault } from "../../ingest/document.ts";
import { documentId } from "../../../store/event-document.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Answer, Call, Route } from "../../http/route.ts";
import { conflictFault, type OfferedDocument, type Taken, takeDocuments } from "../../ingest/take-documents.ts";
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
    const items = readBulk(call.bytes, call.params["index"], service.intake.lines);
    if ("reason" in items) throw new HttpError(400, "illegal_argument_exception", items.reason);
    const taken = await take(items, call, service);
    return answer(items, taken, { storeId: service.storeId, took: performance.now() - started });
  },
};

/** Journals the good items that are not there already; tells what became of each. */
async function take(items: readonly BulkItem[], { principal }: Call, service: Service): Promise<ReadonlyMap<BulkItem, Taken>> {
  const good: BulkItem[] = [];
  const offered: OfferedDocument[] = [];
  for (const item of items) {
    if ("fault" in item.outcome) continue;
    good.push(item);
    offered.push({ ...item.outcome, index: item.index, id: item.id, isCreate: item.action === "create" });
  }
  const taken = await takeDocuments(offered, service, { client: principal.name, via: "bulk" });
  service.counters.rejected +=
    items.length - taken.filter(({ sequence, verdict }) => sequence !== undefined || verdict?.kind === "conflict").length;
  return new Map(good.map((item, i) => [item, taken[i] ?? NOT_TAKEN]));
}

const NOT_TAKEN: Taken = { sequence: undefined, verdict: undefined };

interface AnswerParts {
  readonly storeId: string;
  readonly took: number;
}

function answer(items: readonly BulkItem[], taken: ReadonlyMap<BulkItem, Taken>, { storeId, took }: AnswerParts): Answer {
  let errors = false;
  const results = items.map((item): JsonObject => {
    const { sequence, verdict } = taken.get(item) ?? NOT_TAKEN;
    errors ||= sequence === undefined;
    return { [item.action]: sequence === undefined ? refused(item, verdict) : written(item, { storeId, sequence, verdict }) };
  });
  return { json: { errors, took: Math.round(took), items: results } };
}

/** What Elasticsearch answers for a document that is there now. */
export function written(
  { index, id }: { readonly index: string; readonly id: string | null },
  { storeId, sequence, verdict }: { readonly storeId: string; readonly sequence: number; readonly verdict: Verdict | undefined },
): JsonObject {
  const isNew = verdict === undefined || verdict.kind === "new";
  return {
    _index: index,
    _id: id ?? documentId(storeId, sequence),
    _version: verdict?.version ?? 1,
    result: isNew ? "created" : "updated",
    _shards: { total: 1, successful: 1, failed: 0 },
    _seq_no: sequence,
    _primary_term: 1,
    status: isNew ? 201 : 200,
  };
}

function refused({ index, id, outcome }: BulkItem, verdict: Verdict | undefined): JsonObject {
  const conflict = verdict?.kind === "conflict" ? conflictFault(id ?? "", verdict) : NO_DOCUMENT;
  const { status, type, reason } = "fault" in outcome ? outcome.fault : conflict;
  return { _index: index, _id: id, status, error: { type, reason } };
}

/** A raw record that an integration made nothing of. */
export const NO_DOCUMENT: DocumentFault = { status: 400, type: "document_parsing_exception", reason: "the record holds no event" };
