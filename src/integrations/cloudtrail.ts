import { parseIp } from "../event/ip.ts";
import type { JsonObject } from "../event/json.ts";
import { createDocument, objectOf, textOf } from "./ecs-document.ts";
import type { Integration } from "./integration.ts";

/** AWS CloudTrail records, as the log files' `Records` and the event history have them. */
export const cloudtrail: Integration = {
  name: "cloudtrail",
  title: "AWS CloudTrail",
  fills: ["event", "user", "source", "cloud", "aws.cloudtrail", "related"],
  accepts: (record) =>
    typeof record["eventSource"] === "string" && typeof record["eventName"] === "string" && typeof record["eventTime"] === "string",
  convert,
};

function convert(record: JsonObject): JsonObject {
  const { document, set } = createDocument("aws.cloudtrail");
  const identity = objectOf(record["userIdentity"]);
  set("@timestamp", record["eventTime"]);
  set("event.original", JSON.stringify(record));
  set("event.provider", record["eventSource"]);
  set("event.action", record["eventName"]);
  set("event.outcome", record["errorCode"] || record["errorMessage"] ? "failure" : "success");
  set("user.name", textOf(identity["userName"]));
  set("aws.cloudtrail.user_identity.type", identity["type"]);
  const address = textOf(record["sourceIPAddress"]);
  set("source.address", address);
  if (address !== undefined && parseIp(address) !== undefined) set("source.ip", address);
  return document;
}
