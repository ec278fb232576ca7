import { badRequest, HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { readDocument } from "../../ingest/document.ts";
import { documentsOfLogs } from "../../ingest/otlp.ts";

/** `POST /v1/logs`: OpenTelemetry's logs over HTTP, in JSON. */
export const otlpLogs: Route = {
  method: "POST",
  path: "/v1/logs",
  access: "ingest",
  summary: "Takes OpenTelemetry logs (OTLP/HTTP, JSON)",
  body: "bytes",
  async handle({ bytes, headers, query, principal }, service) {
    service.checkRoom();
    if (headers["content-type"]?.startsWith("application/x-protobuf"))
      throw new HttpError(415, "unsupported_media_type", "OTLP is read as JSON here", { hint: "set `encoding: json` in the exporter" });
    const read = readDocument(bytes);
    if ("fault" in read) throw badRequest(read.fault.reason);
    const documents = documentsOfLogs(read.document);
    const index = query["index"] ?? null;
    const records = documents.flatMap((document) =>
      service.intake.recordsOf({ document, json: Buffer.from(JSON.stringify(document)), index, id: null }),
    );
    if (records.length > 0) await service.append(records, { client: principal.name, via: "otlp" });
    return { json: { partialSuccess: {} } };
  },
};
