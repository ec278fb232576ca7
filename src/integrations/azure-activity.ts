import { isJsonObject, type JsonObject } from "../event/json.ts";
import { azureDocument } from "./azure-record.ts";
import { type EcsDocument, objectOf, readPath, textOf } from "./ecs-document.ts";
import type { Integration } from "./integration.ts";
import { setPrincipal } from "./principal.ts";
import { snakeCase } from "./snake-case.ts";

/** Azure's activity log, as diagnostic settings and Event Hubs hand it on. */
export const azureActivity: Integration = {
  name: "azure-activity",
  title: "Azure activity log",
  fills: ["event", "user", "source", "client", "cloud", "log", "related", "azure", "azure.activitylogs"],
  accepts: (record) => typeof record["operationName"] === "string" && typeof record["resourceId"] === "string" && isActivity(record),
  convert,
};

/** Categories of the activity log (two generations of names), or the identity block that it alone has. */
const CATEGORIES = new Set(
  "Administrative Policy Security ServiceHealth Alert Recommendation Autoscale ResourceHealth Write Delete Action Read".split(" "),
);

const isActivity = (record: JsonObject): boolean =>
  (typeof record["category"] === "string" && CATEGORIES.has(record["category"])) ||
  (isJsonObject(record["identity"]) && "authorization" in record["identity"]);

const TYPES: Readonly<Record<string, string>> = { write: "change", read: "access", delete: "deletion", action: "change" };

function convert(record: JsonObject): JsonObject {
  const ecs = azureDocument(record, "activitylogs");
  const place = "azure.activitylogs";
  const result = textOf(record["resultType"])?.toLowerCase();
  const outcome = result === "success" || result === "failure" ? result : textOf(readPath(record, "properties.result"))?.toLowerCase();
  if (outcome === "success" || outcome === "failure" || outcome === "unknown") ecs.set("event.outcome", outcome);
  ecs.set(
    `${place}.event_category`,
    readPath(record, "properties.eventCategory") ?? (readPath(record, "properties.policies") ? "Policy" : "Administrative"),
  );
  ecs.remove(`${place}.properties.event_category`);
  ecs.set(`${place}.tenant_id`, record["tenantId"]);
  const type = TYPES[textOf(record["category"])?.toLowerCase() ?? ""];
  if (type !== undefined) ecs.set("event.type", [type]);
  setIdentity(ecs, record["identity"]);
  return ecs.document;
}

const CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

function setIdentity(ecs: EcsDocument, identity: JsonObject[string] | undefined): void {
  const place = "azure.activitylogs.identity";
  if (typeof identity === "string") {
    ecs.remove(place);
    ecs.set("azure.activitylogs.identity_name", identity);
    return;
  }
  if (!isJsonObject(identity)) return;
  const { claims, authorization, ...others } = identity;
  const given = objectOf(claims);
  const initiated: JsonObject = {};
  for (const name of ["surname", "name", "givenname"])
    if (given[`${CLAIMS}/${name}`] !== undefined) initiated[name] = given[`${CLAIMS}/${name}`] ?? "";
  if (given["name"] !== undefined) initiated["fullname"] = given["name"];
  if (initiated["name"] !== undefined) initiated["schema"] = CLAIMS;
  ecs.set(place, {
    ...others,
    ...(isJsonObject(authorization) && { authorization: evidenceOf(authorization) }),
    ...(claims !== undefined && {
      claims: Object.fromEntries(Object.entries(given).map(([key, value]) => [key.replaceAll(".", "_"), value])),
    }),
    ...(Object.keys(initiated).length > 0 && { claims_initiated_by_user: initiated }),
  });
  setPrincipal(ecs, "user", textOf(initiated["name"]));
  ecs.set("user.full_name", initiated["fullname"]);
}

function evidenceOf(authorization: JsonObject): JsonObject {
  const { evidence } = authorization;
  if (!isJsonObject(evidence)) return authorization;
  return { ...authorization, evidence: Object.fromEntries(Object.entries(evidence).map(([key, value]) => [snakeCase(key), value])) };
}
