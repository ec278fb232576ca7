import { badRequest } from "../../http/http-error.ts";
import type { Answer, Call, Route } from "../../http/route.ts";
import { readDocument } from "../../ingest/document.ts";
import { documentsOfLogs } from "../../ingest/otlp.ts";
import type { JsonObject } from "../../../event/json.ts";

const PROTOBUF = "application/x-protobuf";

/** `POST /v1/logs`: OpenTelemetry's logs over HTTP, in protobuf (what exporters send unless told otherwise) or JSON. */
export const otlpLogs: Route = {
  method: "POST",
  path: "/v1/logs",
  access: "ingest",
  summary: "Takes OpenTelemetry logs (OTLP/HTTP, protobuf or JSON)",
  body: "bytes",
  async handle(call, service): Promise<Answer> {
    service.checkRoom();
    const isProtobuf = call.headers["content-type"]?.startsWith(PROTOBUF) ?? false;
    const documents = documentsOfLogs(isProtobuf ? await protobufOf(call) : jsonOf(call));
    const index = call.query["index"] ?? null;
    const records = documents.flatMap((document) =>
      service.intake.recordsOf({ content: { document }, json: Buffer.from(JSON.stringify(document)), index, id: null }),
    );
    if (records.length > 0) await service.append(records, { client: call.principal.name, via: "otlp" });
    // An answer without a partial success is a message of no bytes.
    return isProtobuf ? { headers: { "content-type": PROTOBUF }, text: Buffer.alloc(0) } : { json: { partialSuccess: {} } };
  },
};

function jsonOf({ bytes }: Call): JsonObject {
  const read = readDocument(bytes);
  if ("fault" in read) throw badRequest(read.fault.reason);
  return read.document;
}

/** The decoder is loaded with the first request that needs it. */
async function protobufOf({ bytes }: Call): Promise<JsonObject> {
  const { decodeLogs } = await import("../../ingest/otlp-protobuf.ts");
  const request = decodeLogs(bytes);
  if (!request) throw badRequest("the body is no ExportLogsServiceRequest in protobuf");
  return request;
}
