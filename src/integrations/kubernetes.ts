import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { createDocument, objectOf, readPath, textOf } from "./ecs-document.ts";
import { setAddress } from "./field-moves.ts";
import type { Integration } from "./integration.ts";

/** The audit log of a Kubernetes API server. */
export const kubernetes: Integration = {
  name: "kubernetes",
  title: "Kubernetes audit log",
  fills: ["event", "user", "source", "client", "user_agent", "container", "orchestrator", "related", "kubernetes.audit"],
  accepts: (record) => typeof record["auditID"] === "string" && typeof record["verb"] === "string" && typeof record["stage"] === "string",
  convert,
};

function convert(record: JsonObject): JsonObject {
  const ecs = createDocument("kubernetes.audit_logs");
  ecs.set("event.original", JSON.stringify(record));
  ecs.set("@timestamp", record["stageTimestamp"] ?? record["requestReceivedTimestamp"]);
  ecs.set("kubernetes.audit", auditOf(record));
  ecs.set("event.action", record["verb"]);
  const decision = objectOf(record["annotations"])["authorization.k8s.io/decision"];
  if (decision === "allow" || decision === "forbid") ecs.set("event.outcome", decision === "allow" ? "success" : "failure");
  ecs.set("event.id", record["auditID"]);
  ecs.set("user.name", readPath(record, "user.username"));
  ecs.set("user.id", readPath(record, "user.uid"));
  ecs.add("related.user", ecs.get("user.name"), readPath(record, "impersonatedUser.username"));
  ecs.set("user_agent.original", record["userAgent"]);
  const addresses = record["sourceIPs"];
  if (Array.isArray(addresses)) {
    setAddress(ecs, "source", addresses[0]);
    if (addresses.length > 1) ecs.set("source.ip", addresses);
    ecs.set("client.ip", ecs.get("source.ip"));
    ecs.add("related.ip", ...addresses);
  }
  const containers = readPath(record, "requestObject.spec.containers");
  if (Array.isArray(containers)) ecs.add("container.image.name", ...containers.map((each) => textOf(objectOf(each)["image"])));
  ecs.set("orchestrator.type", "kubernetes");
  ecs.set("orchestrator.namespace", readPath(record, "objectRef.namespace"));
  ecs.set("orchestrator.resource.type", readPath(record, "objectRef.resource"));
  ecs.set("orchestrator.resource.name", readPath(record, "objectRef.name"));
  return ecs.document;
}

/** The record with annotations whose names have no dots, and without the metadata of its objects, which have no bound. */
function auditOf(record: JsonObject): JsonObject {
  const audit: JsonObject = { ...record };
  const annotations = objectOf(record["annotations"]);
  const named = Object.entries(annotations).map(([key, value]) => [key.replaceAll(".", "_"), value] as const);
  if (named.length > 0) audit["annotations"] = Object.fromEntries(named);
  for (const key of ["requestObject", "responseObject"]) if (isJsonObject(audit[key])) audit[key] = withoutMetadata(audit[key]);
  return audit;
}

function withoutMetadata(object: JsonObject): Json {
  const { metadata: _, ...rest } = object;
  return rest;
}
