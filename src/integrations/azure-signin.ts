import { isJsonObject, type JsonObject } from "../event/json.ts";
import { azureDocument, isAzureRecord } from "./azure-record.ts";
import { type EcsDocument, objectOf, readPath, textOf } from "./ecs-document.ts";
import type { Integration } from "./integration.ts";
import { splitAddress } from "./principal.ts";

/** Microsoft Entra ID's sign-in logs, all four kinds: from Azure Monitor, or from Graph (`signIns`). */
export const azureSignin: Integration = {
  name: "azure-signin",
  title: "Microsoft Entra ID sign-in logs",
  fills: ["event", "user", "source", "client", "cloud", "geo", "related", "azure", "azure.signinlogs"],
  accepts: (record) => isAzureRecord(record, CATEGORIES) || isGraph(record),
  convert: (record) => convert(isGraph(record) ? fromGraph(record) : record),
};

const CATEGORIES = new Set([
  "SignInLogs",
  "NonInteractiveUserSignInLogs",
  "ServicePrincipalSignInLogs",
  "ManagedIdentitySignInLogs",
  "ADFSSignInLogs",
]);

const isGraph = (record: JsonObject): boolean =>
  typeof record["createdDateTime"] === "string" &&
  "appId" in record &&
  isJsonObject(record["status"]) &&
  "conditionalAccessStatus" in record;

/** The record that Azure Monitor would have made of it. */
function fromGraph(properties: JsonObject): JsonObject {
  return {
    time: properties["createdDateTime"] ?? "",
    category: "SignInLogs",
    operationName: "Sign-in activity",
    callerIpAddress: properties["ipAddress"] ?? "",
    correlationId: properties["correlationId"] ?? "",
    identity: properties["userDisplayName"] ?? "",
    resultType: textOf(readPath(properties, "status.errorCode")) ?? "",
    properties,
  };
}

function convert(record: JsonObject): JsonObject {
  const ecs = azureDocument(record, "signinlogs");
  const properties = objectOf(record["properties"]);
  ecs.set("event.category", ["authentication"]);
  ecs.set("event.type", ["info"]);
  const code = Number(textOf(readPath(properties, "status.errorCode")) ?? 0);
  ecs.set("event.outcome", code > 0 ? "failure" : "success");
  ecs.set("message", readPath(properties, "status.failureReason") ?? readPath(properties, "status.additionalDetails"));
  setUser(ecs, properties);
  ecs.set("geo.country_iso_code", textOf(record["location"]));
  ecs.set("geo.city_name", readPath(properties, "location.city"));
  ecs.set("geo.country_name", readPath(properties, "location.countryOrRegion"));
  ecs.remove("azure.signinlogs.properties.location");
  return ecs.document;
}

function setUser(ecs: EcsDocument, properties: JsonObject): void {
  const principal = textOf(properties["userPrincipalName"]);
  const address = splitAddress(principal);
  ecs.set("user.name", address?.name ?? principal);
  if (address) ecs.set("user.domain", address.domain);
  ecs.set("user.full_name", properties["userDisplayName"]);
  ecs.set("user.id", properties["userId"]);
  ecs.add("related.user", ecs.get("user.name"));
}
