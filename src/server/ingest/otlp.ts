import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { formatTime } from "../../event/time.ts";

/**
 * The log records of an OTLP/HTTP request in JSON (`ExportLogsServiceRequest`) as documents: `@timestamp` from the record's
 * time, attributes and resource attributes under their own names (OpenTelemetry's are largely ECS's), a body that is an object as the
 * document itself, else as `message`.
 */
export function documentsOfLogs(request: JsonObject): readonly JsonObject[] {
  return objects(request["resourceLogs"]).flatMap((resourceLogs) => {
    const resource = attributesOf(isJsonObject(resourceLogs["resource"]) ? resourceLogs["resource"]["attributes"] : null);
    const scopes = [...objects(resourceLogs["scopeLogs"]), ...objects(resourceLogs["instrumentationLibraryLogs"])];
    return scopes.flatMap((scope) => objects(scope["logRecords"]).map((record) => documentOf(record, resource)));
  });
}

function documentOf(record: JsonObject, resource: JsonObject): JsonObject {
  const body = valueOf(record["body"]);
  const time = timeOf(record["timeUnixNano"]) ?? timeOf(record["observedTimeUnixNano"]);
  const { severityText, traceId, spanId } = record;
  return {
    ...resource,
    ...attributesOf(record["attributes"]),
    ...(isJsonObject(body) ? body : body === null ? {} : { message: typeof body === "string" ? body : JSON.stringify(body) }),
    ...(time !== undefined && !(isJsonObject(body) && body["@timestamp"] !== undefined) && { "@timestamp": time }),
    ...(typeof severityText === "string" && severityText !== "" && { "log.level": severityText }),
    ...(typeof traceId === "string" && traceId !== "" && { "trace.id": traceId }),
    ...(typeof spanId === "string" && spanId !== "" && { "span.id": spanId }),
  };
}

function attributesOf(list: Json | undefined): JsonObject {
  return Object.fromEntries(objects(list).map((attribute) => [String(attribute["key"]), valueOf(attribute["value"])]));
}

/** An `AnyValue`. Whole numbers come as text; those that a number cannot hold stay text. */
function valueOf(value: Json | undefined): Json {
  if (!isJsonObject(value)) return null;
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = value;
  if (intValue !== undefined) return Number.isSafeInteger(Number(intValue)) ? Number(intValue) : String(intValue);
  if (isJsonObject(arrayValue)) return objects(arrayValue["values"]).map(valueOf);
  if (isJsonObject(kvlistValue)) return attributesOf(kvlistValue["values"]);
  return stringValue ?? boolValue ?? doubleValue ?? bytesValue ?? null;
}

function timeOf(nanoseconds: Json | undefined): string | undefined {
  if (typeof nanoseconds !== "string" && typeof nanoseconds !== "number") return undefined;
  const milliseconds = Math.floor(Number(nanoseconds) / 1e6);
  return milliseconds > 0 && milliseconds < 8.64e15 ? formatTime(milliseconds) : undefined;
}

const objects = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
