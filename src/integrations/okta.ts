import { parseIp } from "../event/ip.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { createDocument, type EcsDocument, objectOf, readPath, textOf } from "./ecs-document.ts";
import { type Moves, moveFields, withoutEmpty } from "./field-moves.ts";
import type { Integration } from "./integration.ts";
import { snakeCase } from "./snake-case.ts";

/** Okta's System Log, as its API and its hooks give it. */
export const okta: Integration = {
  name: "okta",
  title: "Okta System Log",
  fills: ["event", "user", "user.target", "client", "source", "user_agent", "related", "okta"],
  accepts: (record) => typeof record["eventType"] === "string" && typeof record["published"] === "string" && isJsonObject(record["actor"]),
  convert,
};

// biome-ignore format: table
const MOVES: Moves = [
  ["published", "@timestamp"], ["eventType", "event.action"], ["eventType", "okta.event_type"], ["uuid", "event.id"], ["uuid", "okta.uuid"],
  ["displayMessage", "okta.display_message"], ["severity", "okta.severity"],
  ["actor.alternateId", "okta.actor.alternate_id"], ["actor.displayName", "okta.actor.display_name"], ["actor.id", "okta.actor.id"], ["actor.type", "okta.actor.type"],
  ["actor.displayName", "user.full_name"], ["actor.displayName", "client.user.full_name"], ["actor.displayName", "source.user.full_name"],
  ["actor.id", "client.user.id"], ["actor.id", "source.user.id"], ["actor.id", "user.id"],
  ["client.device", "okta.client.device"], ["client.id", "okta.client.id"], ["client.zone", "okta.client.zone"], ["client.ipAddress", "okta.client.ip"],
  ["client.userAgent.browser", "okta.client.user_agent.browser"], ["client.userAgent.os", "okta.client.user_agent.os"],
  ["client.userAgent.rawUserAgent", "okta.client.user_agent.raw_user_agent"], ["client.userAgent.rawUserAgent", "user_agent.original"],
  ["client.geographicalContext.geolocation", "client.geo.location"], ["client.geographicalContext.city", "client.geo.city_name"],
  ["client.geographicalContext.state", "client.geo.region_name"], ["client.geographicalContext.country", "client.geo.country_name"],
  ["outcome.reason", "okta.outcome.reason"], ["outcome.result", "okta.outcome.result"],
  ["transaction.id", "okta.transaction.id"], ["transaction.type", "okta.transaction.type"],
  ["authenticationContext.authenticationProvider", "okta.authentication_context.authentication_provider"],
  ["authenticationContext.interface", "okta.authentication_context.interface"],
  ["authenticationContext.authenticationStep", "okta.authentication_context.authentication_step"],
  ["authenticationContext.credentialProvider", "okta.authentication_context.credential_provider"],
  ["authenticationContext.credentialType", "okta.authentication_context.credential_type"],
  ["authenticationContext.externalSessionId", "okta.authentication_context.external_session_id"],
  ["authenticationContext.rootSessionId", "okta.authentication_context.root_session_id"],
  ["authenticationContext.issuer", "okta.authentication_context.issuer"],
  ["securityContext.asNumber", "okta.security_context.as.number"], ["securityContext.asOrg", "okta.security_context.as.organization.name"],
  ["securityContext.domain", "okta.security_context.domain"], ["securityContext.isProxy", "okta.security_context.is_proxy"], ["securityContext.isp", "okta.security_context.isp"],
  ["securityContext.asOrg", "client.as.organization.name"], ["securityContext.domain", "client.domain"], ["securityContext.domain", "source.domain"],
  ["device.id", "okta.device.id"], ["device.name", "okta.device.name"], ["device.os_platform", "okta.device.os_platform"], ["device.os_version", "okta.device.os_version"],
  ["device.managed", "okta.device.managed"], ["device.registered", "okta.device.registered"], ["device.device_integrator", "okta.device.device_integrator"],
];

function convert(raw: JsonObject): JsonObject {
  const ecs = createDocument("okta.system");
  ecs.set("event.original", JSON.stringify(raw));
  const record = objectOf(withoutEmpty(raw));
  moveFields(ecs, record, MOVES);
  const address = textOf(readPath(record, "client.ipAddress"));
  if (address !== undefined && parseIp(address) !== undefined) {
    for (const place of ["client.ip", "source.ip"]) ecs.set(place, address);
    ecs.add("related.ip", address);
  }
  const name = loginName(textOf(readPath(record, "actor.alternateId")));
  for (const place of ["user.name", "client.user.name", "source.user.name"]) ecs.set(place, name);
  setTargets(ecs, record);
  setChain(ecs, readPath(record, "request.ipChain"));
  setDebugData(ecs, objectOf(readPath(record, "debugContext.debugData")));
  ecs.add("related.user", ecs.get("okta.actor.display_name"), ecs.get("user.target.full_name"));
  ecs.set("event.outcome", outcomeOf(textOf(readPath(record, "outcome.result"))));
  categorise(ecs, textOf(record["eventType"]) ?? "");
  return ecs.document;
}

/** What stands before the `@`, as Elastic's pattern for user names reads it. */
const loginName = (id: string | undefined): string | undefined => id?.split("@")[0];

function outcomeOf(result: string | undefined): string {
  const text = result?.toUpperCase();
  if (text === "SUCCESS" || text === "ALLOW") return "success";
  return text === "FAILURE" || text === "DENY" ? "failure" : "unknown";
}

function setTargets(ecs: EcsDocument, record: JsonObject): void {
  const { target } = record;
  if (!Array.isArray(target)) return;
  const targets = target.filter(isJsonObject).map(({ alternateId, displayName, ...others }) => ({
    ...withoutDetail(others),
    ...(alternateId !== undefined && { alternate_id: alternateId }),
    ...(displayName !== undefined && { display_name: displayName }),
  })) as JsonObject[];
  ecs.set("okta.target", targets);
  const type = textOf(record["eventType"]) ?? "";
  const find = (word: string): JsonObject => targets.find((each) => textOf(each["type"])?.toLowerCase().includes(word)) ?? {};
  if (type.includes("user.")) {
    const user = find("user");
    ecs.set("user.target.full_name", user["display_name"]);
    ecs.set("user.target.id", user["id"]);
    ecs.set("user.target.email", user["alternate_id"]);
  }
  if (!type.includes("group.")) return;
  const group = find("group");
  ecs.set("user.target.group.name", group["display_name"]);
  ecs.set("user.target.group.id", group["id"]);
}

function withoutDetail(target: JsonObject): JsonObject {
  const { detailEntry: _, ...others } = target;
  return others;
}

function setChain(ecs: EcsDocument, chain: Json | undefined): void {
  if (!Array.isArray(chain)) return;
  const hops = chain.filter(isJsonObject).map(({ geographicalContext: place, ...hop }) => {
    const { postalCode, ...others } = objectOf(place);
    return { ...hop, geographical_context: { ...others, ...(postalCode !== undefined && { postal_code: postalCode }) } };
  });
  ecs.set("okta.request.ip_chain", hops);
}

/** Debug data that rules ask for by name; all of it stands under `flattened` too. */
const DEBUG_NAMES = [
  "deviceFingerprint",
  "requestId",
  "requestUri",
  "threatSuspected",
  "url",
  "dtHash",
  "clientSecret",
  "requestedScopes",
  "grantedScopes",
  "grantType",
  "factor",
];

function setDebugData(ecs: EcsDocument, data: JsonObject): void {
  if (Object.keys(data).length === 0) return;
  const place = "okta.debug_context.debug_data";
  const flattened: JsonObject = { ...data };
  for (const name of DEBUG_NAMES) ecs.set(`${place}.${snakeCase(name)}`, data[name]);
  const security = parsed(data["logOnlySecurityData"]);
  if (security) flattened["logOnlySecurityData"] = security;
  const behaviors = bracedPairs(data["behaviors"]);
  if (behaviors) flattened["behaviors"] = behaviors;
  const risk = bracedPairs(data["risk"]);
  if (risk) flattened["risk"] = risk;
  ecs.set(`${place}.flattened`, flattened);
  ecs.set(`${place}.risk_level`, readPath(security ?? {}, "risk.level") ?? risk?.["level"]);
  const reasons = textOf(readPath(security ?? {}, "risk.reasons") ?? risk?.["reasons"]);
  if (reasons !== undefined) ecs.add(`${place}.risk_reasons`, ...reasons.split(",").map((reason) => reason.trim()));
  ecs.add(`${place}.risk_behaviors`, ...Object.keys(behaviors ?? {}).filter((key) => behaviors?.[key] === "POSITIVE"));
}

function parsed(value: Json | undefined): JsonObject | undefined {
  if (typeof value !== "string" || !value.startsWith("{")) return undefined;
  try {
    const object = JSON.parse(value) as Json;
    return isJsonObject(object) ? object : undefined;
  } catch {
    return undefined;
  }
}

/** `{New Device=NEGATIVE, New IP=POSITIVE}`; a comma inside a value is part of it where no `=` follows. */
function bracedPairs(value: Json | undefined): Record<string, string> | undefined {
  if (typeof value !== "string" || !value.startsWith("{") || !value.endsWith("}")) return undefined;
  const pairs: Record<string, string> = {};
  let last: string | undefined;
  for (const part of value.slice(1, -1).split(", ")) {
    const equals = part.indexOf("=");
    if (equals > 0) last = part.slice(0, equals);
    if (equals > 0) pairs[last as string] = part.slice(equals + 1);
    else if (last !== undefined) pairs[last] += `, ${part}`;
  }
  return Object.keys(pairs).length > 0 ? pairs : undefined;
}

/**
 * Okta names some 900 kinds of event; Elastic's table of them follows their names, and so do we: the area before the
 * first dots gives the category, the last word the type.
 */
function categorise(ecs: EcsDocument, type: string): void {
  const category = categoryOf(type);
  ecs.set("event.category", [category]);
  if (type === "user.session.start" || type === "user.session.end") ecs.add("event.category", "session");
  ecs.set("event.type", typesOf(type, category));
}

const CATEGORIES: readonly (readonly [prefix: string, category: string])[] = [
  ["user.authentication.", "authentication"],
  ["user.session.", "authentication"],
  ["user.mfa.", "iam"],
  ["user.", "iam"],
  ["group.", "iam"],
  ["iam.", "iam"],
  ["access.", "iam"],
  ["app.oauth2.", "authentication"],
  ["policy.evaluate_sign_on", "authentication"],
  ["system.api_token.", "iam"],
  ["application.user_membership.", "iam"],
  ["security.threat.", "threat"],
  ["security.", "intrusion_detection"],
];

const categoryOf = (type: string): string => CATEGORIES.find(([prefix]) => type.startsWith(prefix))?.[1] ?? "configuration";

const VERBS: readonly (readonly [words: string, type: string])[] = [
  ["create add generate grant enroll register import", "creation"],
  ["delete remove revoke deprovision", "deletion"],
  [
    "update change activate deactivate suspend unsuspend reset lock unlock unlimited enable disable modify assign unassign change_username rename",
    "change",
  ],
];

function typesOf(type: string, category: string): Json[] {
  if (type === "user.session.start") return ["start", "info"];
  if (type === "user.session.end") return ["end", "info"];
  const verb = type.slice(type.lastIndexOf(".") + 1);
  const kind = VERBS.find(([words]) => words.split(" ").includes(verb))?.[1] ?? "info";
  const subject = type.startsWith("group.") ? "group" : category === "iam" && type.startsWith("user.") ? "user" : undefined;
  return subject === undefined ? [kind] : [subject, kind];
}
