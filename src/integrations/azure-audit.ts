import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { azureDocument, isAzureRecord } from "./azure-record.ts";
import { type EcsDocument, objectOf, readPath, textOf } from "./ecs-document.ts";
import { setAddress } from "./field-moves.ts";
import type { Integration } from "./integration.ts";

/** Microsoft Entra ID's directory audit log: from Azure Monitor, or from Graph (`directoryAudits`). */
export const azureAudit: Integration = {
  name: "azure-audit",
  title: "Microsoft Entra ID audit log",
  fills: ["event", "user", "source", "client", "cloud", "related", "azure", "azure.auditlogs"],
  accepts: (record) => isAzureRecord(record, CATEGORIES) || isGraph(record),
  convert: (record) => convert(isGraph(record) ? fromGraph(record) : record),
};

const CATEGORIES = new Set(["AuditLogs"]);

const isGraph = (record: JsonObject): boolean =>
  typeof record["activityDisplayName"] === "string" && typeof record["activityDateTime"] === "string";

/** The record that Azure Monitor would have made of it. */
function fromGraph(properties: JsonObject): JsonObject {
  return {
    time: properties["activityDateTime"] ?? "",
    category: "AuditLogs",
    operationName: properties["activityDisplayName"] ?? "",
    correlationId: properties["correlationId"] ?? "",
    properties,
  };
}

const PLACE = "azure.auditlogs.properties";

function convert(record: JsonObject): JsonObject {
  const ecs = azureDocument(record, "auditlogs");
  const properties = objectOf(record["properties"]);
  const result = textOf(properties["result"])?.toLowerCase();
  if (result === "success" || result === "failure") ecs.set("event.outcome", result);
  ecs.remove(`${PLACE}.result`);
  // Elastic keeps the inside of these two as Azure writes it, and lists by number.
  ecs.set(`${PLACE}.initiated_by`, properties["initiatedBy"]);
  ecs.set(`${PLACE}.additional_details`, properties["additionalDetails"]);
  if (Array.isArray(properties["targetResources"])) ecs.set(`${PLACE}.target_resources`, numbered(properties["targetResources"]));
  setActor(ecs, properties);
  return ecs.document;
}

function numbered(list: readonly Json[]): JsonObject {
  return Object.fromEntries(
    list.filter(isJsonObject).map((item, i) => {
      const { displayName, id, type, ipAddress, userPrincipalName, modifiedProperties } = item;
      const resource = present({ display_name: displayName, id, type, ip_address: ipAddress, user_principal_name: userPrincipalName });
      const modified = Array.isArray(modifiedProperties) ? modifiedProperties.filter(isJsonObject) : [];
      resource["modified_properties"] = Object.fromEntries(
        modified.map((each, n) => [
          n,
          present({ display_name: each["displayName"], new_value: each["newValue"], old_value: each["oldValue"] }),
        ]),
      );
      return [i, resource];
    }),
  );
}

const present = (members: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null));

function setActor(ecs: EcsDocument, properties: JsonObject): void {
  setAddress(ecs, "source", readPath(properties, "initiatedBy.user.ipAddress"));
  ecs.set("client.ip", ecs.get("source.ip"));
  ecs.set("user.id", readPath(properties, "initiatedBy.user.id"));
  const name = textOf(readPath(properties, "initiatedBy.user.userPrincipalName"));
  ecs.set("user.name", name?.split("@")[0]);
  ecs.add("related.user", name?.split("@")[0]);
}
