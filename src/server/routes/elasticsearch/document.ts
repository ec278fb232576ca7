import { documentId } from "../../../store/event-document.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { indexFault, readDocument } from "../../ingest/document.ts";
import { created } from "./bulk.ts";

/** `POST /{index}/_doc`: one event. */
export const document: Route = {
  method: ["POST", "PUT"],
  path: ["/:index/_doc", "/:index/_doc/:id", "/:index/_create/:id"],
  access: "ingest",
  summary: "Takes one event",
  body: "bytes",
  async handle({ params, bytes, principal }, service) {
    service.checkRoom();
    const { index = "", id = null } = params;
    const read = readDocument(bytes);
    const fault = indexFault(index) ?? ("fault" in read ? read.fault : undefined);
    if (fault || "fault" in read)
      throw new HttpError(fault?.status ?? 400, fault?.type ?? "document_parsing_exception", fault?.reason ?? "");
    // It may have come over several lines.
    const json = Buffer.from(JSON.stringify(read.document));
    const records = service.intake.recordsOf({ document: read.document, json, index, id });
    const sequence = await service.append(records, { client: principal.name, via: "doc" });
    const { status: _, ...answer } = created({ index }, id ?? documentId(service.storeId, sequence), sequence);
    return { status: 201, json: answer };
  },
};
