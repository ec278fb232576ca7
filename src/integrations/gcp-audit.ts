import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { createDocument, type EcsDocument, objectOf, readPath, textOf } from "./ecs-document.ts";
import { type Moves, moveFields, setAddress, withoutEmpty } from "./field-moves.ts";
import type { Integration } from "./integration.ts";

/** Google Cloud's audit logs: log entries with an `AuditLog` payload. */
export const gcpAudit: Integration = {
  name: "gcp-audit",
  title: "Google Cloud audit logs",
  fills: ["event", "client", "source", "cloud", "orchestrator", "service", "user_agent", "log", "related", "gcp.audit"],
  accepts: (record) => isJsonObject(record["protoPayload"]) && typeof record["logName"] === "string",
  convert,
};

// biome-ignore format: table
const MOVES: Moves = [
  ["timestamp", "@timestamp"], ["insertId", "event.id"], ["logName", "log.logger"], ["severity", "log.level"], ["protoPayload.methodName", "event.action"],
  ["protoPayload.@type", "gcp.audit.type"], ["resource.labels.project_id", "cloud.project.id"], ["resource.labels.instance_id", "cloud.instance.id"],
  ["protoPayload.authenticationInfo.principalEmail", "client.user.email"], ["protoPayload.authenticationInfo.principalSubject", "client.user.id"],
  ["protoPayload.authenticationInfo.authoritySelector", "gcp.audit.authentication_info.authority_selector"],
  ["labels", "gcp.audit.labels"], ["protoPayload.requestMetadata.callerSuppliedUserAgent", "user_agent.original"],
  ["protoPayload.numResponseItems", "gcp.audit.num_response_items"], ["protoPayload.request", "gcp.audit.request"], ["protoPayload.response", "gcp.audit.response"],
  ["protoPayload.resourceLocation.currentLocations", "gcp.audit.resource_location.current_locations"], ["protoPayload.serviceName", "service.name"],
  ["protoPayload.status.code", "gcp.audit.status.code"], ["protoPayload.status.message", "gcp.audit.status.message"],
  ["protoPayload.serviceData.policyDelta.bindingDeltas", "gcp.audit.service_data.policy_delta.binding_deltas"],
];

function convert(raw: JsonObject): JsonObject {
  const ecs = createDocument("gcp.audit");
  ecs.set("event.original", JSON.stringify(raw));
  const record = objectOf(withoutEmpty(raw));
  moveFields(ecs, record, MOVES);
  ecs.set("cloud.provider", "gcp");
  const slash = textOf(record["logName"])?.lastIndexOf("%2F") ?? -1;
  if (slash !== -1) ecs.set("event.provider", textOf(record["logName"])?.slice(slash + "%2F".length));
  const caller = textOf(readPath(record, "protoPayload.requestMetadata.callerIp"));
  if (caller !== "gce-internal-ip" && caller !== "private") setAddress(ecs, "source", caller);
  ecs.set("user.email", ecs.get("client.user.email"));
  ecs.add("related.user", ecs.get("client.user.email"));
  const type = textOf(readPath(record, "resource.type"));
  const isKubernetes = type === "k8s_cluster" || type === "gke_cluster";
  if (isKubernetes) ecs.set("orchestrator.type", "kubernetes");
  if (isKubernetes) ecs.set("orchestrator.cluster.name", readPath(record, "resource.labels.cluster_name"));
  ecs.set("gcp.audit.resource_name", readPath(record, "protoPayload.resourceName"));
  setAuthorization(ecs, readPath(record, "protoPayload.authorizationInfo"));
  return ecs.document;
}

/** One decision makes the outcome, where there is no status. */
function setAuthorization(ecs: EcsDocument, info: Json | undefined): void {
  const list = Array.isArray(info) ? info.filter(isJsonObject) : [];
  if (list.length > 0)
    ecs.set(
      "gcp.audit.authorization_info",
      list.map(({ resourceAttributes, ...rest }) => ({
        ...rest,
        ...(resourceAttributes !== undefined && { resource_attributes: resourceAttributes }),
      })),
    );
  const only = list.length === 1 ? list[0] : undefined;
  const isGranted = only?.["granted"] === true;
  const code = ecs.get("gcp.audit.status.code");
  if (typeof code === "number") ecs.set("event.outcome", code === 0 ? "success" : "failure");
  else ecs.set("event.outcome", only === undefined ? "unknown" : isGranted ? "success" : "failure");
  if (!only) return;
  ecs.set("event.category", ["network", "configuration"]);
  if (only["granted"] !== undefined) ecs.set("event.type", ["access", isGranted ? "allowed" : "denied"]);
}
