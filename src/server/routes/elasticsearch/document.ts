import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { dateIndex } from "../../ingest/date-index.ts";
import { idFault, indexFault, readDocument } from "../../ingest/document.ts";
import { conflictFault, takeDocuments } from "../../ingest/take-documents.ts";
import { NO_DOCUMENT, written } from "./bulk.ts";

/** `POST /{index}/_doc`: one event. */
export const document: Route = {
  method: ["POST", "PUT"],
  path: ["/:index/_doc", "/:index/_doc/:id", "/:index/_create/:id"],
  access: "ingest",
  summary: "Takes one event",
  body: "bytes",
  async handle({ params, path, query, bytes, principal }, service) {
    service.checkRoom();
    const { id = null } = params;
    const index = dateIndex(params["index"] ?? "", Date.now());
    const read = readDocument(bytes);
    const fault = indexFault(index) ?? idFault(id) ?? ("fault" in read ? read.fault : undefined);
    if (fault || "fault" in read)
      throw new HttpError(fault?.status ?? 400, fault?.type ?? "document_parsing_exception", fault?.reason ?? "");
    const isCreate = query["op_type"] === "create" || path.split("/")[2] === "_create";
    // It may have come over several lines.
    const json = Buffer.from(JSON.stringify(read.document));
    const [taken] = await takeDocuments([{ index, id, isCreate, content: read, json }], service, {
      client: principal.name,
      via: "doc",
    });
    const { sequence, verdict } = taken ?? {};
    if (sequence === undefined) {
      const { status, type, reason } = verdict?.kind === "conflict" ? conflictFault(id ?? "", verdict) : NO_DOCUMENT;
      throw new HttpError(status, type, reason);
    }
    const { status, ...answer } = written({ index, id }, { storeId: service.storeId, sequence, verdict });
    return { status: Number(status), json: answer };
  },
};
