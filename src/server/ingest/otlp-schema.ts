import type { INamespace } from "protobufjs/light.js";

const field = (type: string, id: number): { type: string; id: number } => ({ type, id });
const many = (type: string, id: number): { rule: "repeated"; type: string; id: number } => ({ rule: "repeated", type, id });

/**
 * The messages of OTLP logs that are read: names and numbers as `opentelemetry/proto` 1.x gives them, in protobufjs's form. Fields
 * that nothing reads are left out and skipped.
 */
export const OTLP_LOGS: INamespace = {
  nested: {
    ExportLogsServiceRequest: { fields: { resourceLogs: many("ResourceLogs", 1) } },
    ResourceLogs: { fields: { resource: field("Resource", 1), scopeLogs: many("ScopeLogs", 2) } },
    Resource: { fields: { attributes: many("KeyValue", 1) } },
    ScopeLogs: { fields: { logRecords: many("LogRecord", 2) } },
    LogRecord: {
      fields: {
        timeUnixNano: field("fixed64", 1),
        severityText: field("string", 3),
        body: field("AnyValue", 5),
        attributes: many("KeyValue", 6),
        traceId: field("bytes", 9),
        spanId: field("bytes", 10),
        observedTimeUnixNano: field("fixed64", 11),
      },
    },
    KeyValue: { fields: { key: field("string", 1), value: field("AnyValue", 2) } },
    AnyValue: {
      oneofs: {
        value: { oneof: ["stringValue", "boolValue", "intValue", "doubleValue", "arrayValue", "kvlistValue", "bytesValue"] },
      },
      fields: {
        stringValue: field("string", 1),
        boolValue: field("bool", 2),
        intValue: field("int64", 3),
        doubleValue: field("double", 4),
        arrayValue: field("ArrayValue", 5),
        kvlistValue: field("KeyValueList", 6),
        bytesValue: field("bytes", 7),
      },
    },
    ArrayValue: { fields: { values: many("AnyValue", 1) } },
    KeyValueList: { fields: { values: many("KeyValue", 1) } },
  },
};
