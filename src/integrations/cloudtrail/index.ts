import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { createDocument, type EcsDocument, objectOf, readPath, textOf } from "../ecs-document.ts";
import { type Moves, moveFields, setAddress, withoutEmpty } from "../field-moves.ts";
import type { Integration } from "../integration.ts";
import { javaText } from "../java-text.ts";
import { CATEGORIES } from "./categories.ts";

/** AWS CloudTrail records, as the log files' `Records`, the event history and EventBridge (`detail`) have them. */
export const cloudtrail: Integration = {
  name: "cloudtrail",
  title: "AWS CloudTrail",
  fills: ["event", "user", "user.target", "user.changes", "group", "source", "cloud", "tls", "user_agent", "related", "aws.cloudtrail"],
  accepts: (record) =>
    typeof record["eventSource"] === "string" && typeof record["eventName"] === "string" && typeof record["eventTime"] === "string",
  convert,
};

// biome-ignore format: table
const MOVES: Moves = [
  ["eventTime", "@timestamp"],
  ["eventSource", "event.provider"],
  ["eventName", "event.action"],
  ["eventID", "event.id"],
  ["awsRegion", "cloud.region"],
  ["userAgent", "user_agent.original"],
  ["userIdentity.userName", "user.name"],
  ["userIdentity.sessionContext.sessionIssuer.userName", "user.name"],
  ["userIdentity.principalId", "user.id"],
  ["userIdentity.accountId", "cloud.account.id"],
  ["userIdentity.type", "aws.cloudtrail.user_identity.type"],
  ["userIdentity.arn", "aws.cloudtrail.user_identity.arn"],
  ["userIdentity.accessKeyId", "aws.cloudtrail.user_identity.access_key_id"],
  ["userIdentity.invokedBy", "aws.cloudtrail.user_identity.invoked_by"],
  ["userIdentity.sessionContext.attributes.mfaAuthenticated", "aws.cloudtrail.user_identity.session_context.mfa_authenticated"],
  ["userIdentity.sessionContext.attributes.creationDate", "aws.cloudtrail.user_identity.session_context.creation_date"],
  ["userIdentity.sessionContext.sessionIssuer.type", "aws.cloudtrail.user_identity.session_context.session_issuer.type"],
  ["userIdentity.sessionContext.sessionIssuer.principalId", "aws.cloudtrail.user_identity.session_context.session_issuer.principal_id"],
  ["userIdentity.sessionContext.sessionIssuer.arn", "aws.cloudtrail.user_identity.session_context.session_issuer.arn"],
  ["userIdentity.sessionContext.sessionIssuer.accountId", "aws.cloudtrail.user_identity.session_context.session_issuer.account_id"],
  ["errorCode", "aws.cloudtrail.error_code"],
  ["errorMessage", "aws.cloudtrail.error_message"],
  ["requestID", "aws.cloudtrail.request_id"],
  ["eventType", "aws.cloudtrail.event_type"],
  ["eventVersion", "aws.cloudtrail.event_version"],
  ["eventCategory", "aws.cloudtrail.event_category"],
  ["apiVersion", "aws.cloudtrail.api_version"],
  ["managementEvent", "aws.cloudtrail.management_event"],
  ["readOnly", "aws.cloudtrail.read_only"],
  ["recipientAccountId", "aws.cloudtrail.recipient_account_id"],
  ["sharedEventId", "aws.cloudtrail.shared_event_id"],
  ["sharedEventID", "aws.cloudtrail.shared_event_id"],
  ["vpcEndpointId", "aws.cloudtrail.vpc_endpoint_id"],
  ["tlsDetails.cipherSuite", "tls.cipher"],
  ["tlsDetails.clientProvidedHostHeader", "tls.client.server_name"],
  ["insightDetails", "aws.cloudtrail.flattened.insight_details"],
  ["requestParameters.newUserName", "user.changes.name"],
  ["requestParameters.userName", "user.target.name"],
  ["requestParameters.groupName", "group.name"],
  ["responseElements.user.userId", "user.target.id"],
  ["responseElements.group.groupId", "group.id"],
];

/** Objects that rules ask for as one text and as fields. */
const TEXTS = [
  ["requestParameters", "request_parameters"],
  ["responseElements", "response_elements"],
  ["additionalEventData", "additional_eventdata"],
  ["serviceEventDetails", "service_event_details"],
] as const;

/** Longest text that Lucene takes as one term; a longer object is not given as fields. */
const MAX_TERM = 32_766;

function convert(raw: JsonObject): JsonObject {
  const ecs = createDocument("aws.cloudtrail");
  ecs.set("event.original", JSON.stringify(raw));
  const record = objectOf(withoutEmpty(raw));
  moveFields(ecs, record, MOVES);
  ecs.set("cloud.provider", "aws");
  setAddress(ecs, "source", record["sourceIPAddress"]);
  setTls(ecs, textOf(readPath(record, "tlsDetails.tlsVersion")));
  setTexts(ecs, record);
  ecs.set("aws.cloudtrail.resources", resourcesOf(record["resources"]));
  const consoleLogin = record["sessionCredentialFromConsole"];
  if (consoleLogin !== undefined) ecs.set("aws.cloudtrail.session_credential_from_console", textOf(consoleLogin) === "true");
  ecs.add(
    "related.user",
    readPath(record, "userIdentity.userName"),
    readPath(record, "requestParameters.userName"),
    readPath(record, "requestParameters.newUserName"),
  );
  categorise(ecs, record);
  return ecs.document;
}

/** `TLSv1.3` */
function setTls(ecs: EcsDocument, version: string | undefined): void {
  const v = version?.indexOf("v") ?? -1;
  if (version === undefined || v === -1) return;
  ecs.set("tls.version_protocol", version.slice(0, v).toLowerCase());
  ecs.set("tls.version", version.slice(v + 1));
}

function setTexts(ecs: EcsDocument, record: JsonObject): void {
  for (const [from, to] of TEXTS) {
    const value = record[from];
    if (value === undefined) continue;
    const text = javaText(value);
    ecs.set(`aws.cloudtrail.${to}`, text);
    if (text.length < MAX_TERM && isJsonObject(value)) ecs.set(`aws.cloudtrail.flattened.${to}`, value);
  }
}

/** Each resource once, with `arn` and `account_id`. */
function resourcesOf(resources: Json | undefined): Json[] | undefined {
  if (!Array.isArray(resources)) return undefined;
  const unique = new Map<string, Json>();
  for (const resource of resources) {
    if (!isJsonObject(resource)) continue;
    const { ARN, accountId, ...others } = resource;
    const named = {
      ...others,
      ...(ARN !== undefined && { arn: ARN }),
      ...(accountId !== undefined && { account_id: accountId }),
    } as JsonObject;
    unique.set(JSON.stringify([named["arn"], named["account_id"], named["type"]]), named);
  }
  return unique.size > 0 ? [...unique.values()] : undefined;
}

function categorise(ecs: EcsDocument, record: JsonObject): void {
  const name = textOf(record["eventName"]) ?? "";
  const failed = record["errorCode"] !== undefined || record["errorMessage"] !== undefined;
  const answer = name === "ConsoleLogin" ? textOf(readPath(record, "responseElements.ConsoleLogin")) : undefined;
  ecs.set("event.outcome", answer?.toLowerCase() ?? (failed ? "failure" : "success"));
  const [category, types] = CATEGORIES.get(name) ?? [undefined, ["info"]];
  if (category !== undefined) ecs.set("event.category", [category]);
  ecs.set("event.type", [...types]);
  if (name === "ConsoleLogin") setConsoleLogin(ecs, objectOf(record["additionalEventData"]));
}

function setConsoleLogin(ecs: EcsDocument, data: JsonObject): void {
  const place = "aws.cloudtrail.console_login.additional_eventdata";
  if (data["MobileVersion"] !== undefined) ecs.set(`${place}.mobile_version`, data["MobileVersion"] !== "No");
  ecs.set(`${place}.login_to`, data["LoginTo"]);
  if (data["MFAUsed"] !== undefined) ecs.set(`${place}.mfa_used`, data["MFAUsed"] !== "No");
}
