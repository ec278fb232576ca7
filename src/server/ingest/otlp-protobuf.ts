import protobuf from "protobufjs/light.js";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { OTLP_LOGS } from "./otlp-schema.ts";

const REQUEST = protobuf.Root.fromJSON(OTLP_LOGS).lookupType("ExportLogsServiceRequest");

/** As OTLP's JSON has them: whole numbers of 64 bits as text, bytes in base64. */
const AS_JSON = { longs: String, bytes: String, json: true } as const;

/** An `ExportLogsServiceRequest` in protobuf as OTLP's JSON has it; undefined where the bytes are none. */
export function decodeLogs(bytes: Uint8Array): JsonObject | undefined {
  try {
    const request: unknown = REQUEST.toObject(REQUEST.decode(bytes), AS_JSON);
    return withHexIds(request as JsonObject);
  } catch {
    // Whatever the decoder says of it: these are no bytes of such a message.
    return undefined;
  }
}

/** OTLP's JSON has the ids of traces and spans in hexadecimal digits. */
function withHexIds(request: JsonObject): JsonObject {
  for (const resource of listOf(request["resourceLogs"]))
    for (const scope of listOf(resource["scopeLogs"]))
      for (const record of listOf(scope["logRecords"]))
        for (const id of ["traceId", "spanId"]) {
          const value = record[id];
          if (typeof value === "string") record[id] = Buffer.from(value, "base64").toString("hex");
        }
  return request;
}

const listOf = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
