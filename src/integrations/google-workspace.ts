import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { createDocument, type EcsDocument, objectOf, readPath, textOf } from "./ecs-document.ts";
import { setAddress } from "./field-moves.ts";
import type { Integration } from "./integration.ts";
import { setPrincipal } from "./principal.ts";

/** Activities of Google Workspace's Reports API: one document for each event of an activity. */
export const googleWorkspace: Integration = {
  name: "google-workspace",
  title: "Google Workspace activities",
  fills: ["event", "user", "user.target", "group", "source", "organization", "file", "related", "google_workspace"],
  accepts: (record) => textOf(record["kind"])?.toLowerCase().startsWith("admin#reports#activity") === true && isJsonObject(record["id"]),
  convert,
};

function convert(record: JsonObject): JsonObject | readonly JsonObject[] {
  const { events } = record;
  const list = (Array.isArray(events) ? events : [events]).map((event) => objectOf(event));
  const documents = list.map((event) => convertEvent(record, event));
  return documents.length === 1 ? (documents[0] as JsonObject) : documents.length === 0 ? convertEvent(record, {}) : documents;
}

function convertEvent(record: JsonObject, event: JsonObject): JsonObject {
  const application = textOf(readPath(record, "id.applicationName")) ?? "admin";
  const ecs = createDocument(`google_workspace.${application}`);
  ecs.set("event.module", "google_workspace");
  ecs.set("event.original", JSON.stringify({ ...record, events: event }));
  ecs.set("@timestamp", readPath(record, "id.time"));
  ecs.set("event.id", textOf(readPath(record, "id.uniqueQualifier")));
  ecs.set("event.provider", application);
  ecs.set("event.action", event["name"]);
  ecs.set("organization.id", textOf(readPath(record, "id.customerId")));
  ecs.set("google_workspace.kind", record["kind"]);
  ecs.set("google_workspace.event.type", event["type"]);
  ecs.set("google_workspace.actor.type", readPath(record, "actor.callerType"));
  ecs.set("google_workspace.actor.key", readPath(record, "actor.key"));
  ecs.set("google_workspace.organization.domain", record["ownerDomain"]);
  setAddress(ecs, "source", record["ipAddress"]);
  const email = textOf(readPath(record, "actor.email"));
  for (const place of ["user", "source.user"]) setPrincipal(ecs, place, email);
  for (const place of ["user.id", "source.user.id"]) ecs.set(place, textOf(readPath(record, "actor.profileId")));
  const parameters = readParameters(event["parameters"]);
  setParameters(ecs, application, parameters);
  categorise(ecs, application, textOf(event["name"]) ?? "");
  return ecs.document;
}

/** Names and values; a parameter of several values is a list, one with parameters of its own an object. */
function readParameters(list: Json | undefined): JsonObject {
  const parameters: JsonObject = {};
  for (const item of Array.isArray(list) ? list : []) {
    if (!isJsonObject(item)) continue;
    const name = textOf(item["name"]);
    const value =
      item["value"] ?? item["intValue"] ?? item["boolValue"] ?? item["multiValue"] ?? item["multiIntValue"] ?? nested(item["messageValue"]);
    if (name !== undefined && value !== undefined) parameters[name] = value;
  }
  return parameters;
}

const nested = (message: Json | undefined): JsonObject | undefined =>
  isJsonObject(message) ? readParameters(message["parameter"]) : undefined;

/** Where parameters of the admin application go; the others stand under their lower-case name. */
const ADMIN: Readonly<Record<string, string>> = {
  APPLICATION_NAME: "application.name",
  APPLICATION_EDITION: "application.edition",
  APPLICATION_ENABLED: "application.enabled",
  APPLICATION_PACKAGE_ID: "application.package_id",
  GROUP_EMAIL: "group.email",
  GROUP_NAME: "group.email",
  USER_EMAIL: "user.email",
  ORG_UNIT_NAME: "org_unit.name",
  SETTING_NAME: "setting.name",
  SETTING_DESCRIPTION: "setting.description",
  DOMAIN_NAME: "domain.name",
  ROLE_NAME: "role.name",
  ROLE_ID: "role.id",
  PRIVILEGE_NAME: "privilege.name",
  API_CLIENT_NAME: "api.client.name",
  API_SCOPES: "api.scopes",
  DEVICE_ID: "device.id",
  DEVICE_TYPE: "device.type",
  PRODUCT_NAME: "product.name",
  USER_DEFINED_SETTING_NAME: "USER_DEFINED_SETTING_NAME",
  OBFUSCATED_CUSTOMER_TAKEOUT_REQUEST_ID: "OBFUSCATED_CUSTOMER_TAKEOUT_REQUEST_ID",
};

function setParameters(ecs: EcsDocument, application: string, parameters: JsonObject): void {
  for (const [name, value] of Object.entries(parameters)) {
    const known = Object.hasOwn(ADMIN, name) ? (ADMIN[name] as string) : name.toLowerCase();
    const place = application === "admin" ? known : pathOf(application, name);
    ecs.set(`google_workspace.${application}.${place}`, value);
  }
  const group = textOf(parameters["GROUP_EMAIL"]) ?? textOf(parameters["GROUP_NAME"]);
  setNamed(ecs, "group", group);
  setNamed(ecs, "user.target.group", group);
  const target = textOf(parameters["USER_EMAIL"]) ?? textOf(parameters["affected_email_address"]);
  setNamed(ecs, "user.target", target);
  if (target !== undefined) ecs.add("related.user", target.split("@")[0]);
  if (application === "drive") setDriveFile(ecs, parameters);
}

const PREFIXES: Readonly<Record<string, string>> = { login: "login_" };

/** Parameters of other applications: `login_type` is `type`, `client_id` of tokens is `client.id`. */
function pathOf(application: string, name: string): string {
  const prefix = PREFIXES[application];
  const bare = prefix !== undefined && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  if (application === "token" && bare.startsWith("client_")) return `client.${bare.slice("client_".length)}`;
  if (application === "token" && bare === "scope") return "scope.value";
  return bare;
}

function setNamed(ecs: EcsDocument, place: string, email: string | undefined): void {
  const [name, domain] = email?.split("@") ?? [];
  ecs.set(`${place}.name`, name);
  ecs.set(`${place}.domain`, domain);
}

function setDriveFile(ecs: EcsDocument, parameters: JsonObject): void {
  ecs.set("file.name", parameters["doc_title"]);
  ecs.set("file.owner", textOf(parameters["owner"])?.split("@")[0]);
  ecs.set("file.type", "file");
  const name = textOf(parameters["doc_title"]) ?? "";
  const dot = name.lastIndexOf(".");
  if (dot > 0) ecs.set("file.extension", name.slice(dot + 1));
  ecs.set("google_workspace.drive.file.id", parameters["doc_id"]);
  ecs.set("google_workspace.drive.file.type", parameters["doc_type"]);
  ecs.set("google_workspace.drive.file.owner.email", parameters["owner"]);
}

const LOGIN_EVENTS = new Set(["login_failure", "login_success", "logout"]);

function categorise(ecs: EcsDocument, application: string, name: string): void {
  if (application === "admin") {
    ecs.set("event.category", name.includes("SETTING") || name.startsWith("TOGGLE_") ? ["iam", "configuration"] : ["iam"]);
    ecs.set("event.type", adminTypes(name));
  } else if (application === "login") {
    categoriseLogin(ecs, name);
  } else if (application === "drive") {
    ecs.set("event.category", ["file"]);
    ecs.set("event.type", [typeOfVerb(name, "access")]);
  } else if (application === "token") {
    ecs.set("event.category", ["iam"]);
    ecs.set("event.type", [name === "authorize" ? "info" : typeOfVerb(name, "info")]);
  } else if (application === "groups" || application === "user_accounts") {
    ecs.set("event.category", ["iam"]);
    ecs.set("event.type", [application === "groups" ? "group" : "user", typeOfVerb(name, "change")]);
  }
}

function categoriseLogin(ecs: EcsDocument, name: string): void {
  const isAccount =
    name.startsWith("account_disabled") || name.startsWith("2sv_") || name.startsWith("titanium") || name === "gov_attack_warning";
  const isSetting = name.startsWith("password_") || name.startsWith("recovery_");
  ecs.set("event.category", [isAccount ? "iam" : isSetting ? "configuration" : "authentication"]);
  if (LOGIN_EVENTS.has(name)) ecs.add("event.category", "session");
  if (name === "login_failure" || name === "login_success") {
    ecs.set("event.type", ["start"]);
    ecs.set("event.outcome", name === "login_success" ? "success" : "failure");
  } else if (name === "logout") {
    ecs.set("event.type", ["end"]);
  } else {
    if (name.startsWith("account_disabled") || name === "gov_attack_warning") ecs.add("event.type", "user");
    const isChange = isSetting || (name.startsWith("account_disabled") && name !== "account_disabled_password_leak");
    ecs.add("event.type", isChange ? "change" : "info");
  }
}

function adminTypes(name: string): Json[] {
  const types: Json[] = name.includes("GROUP")
    ? ["group"]
    : name.includes("USER") || name.includes("PASSWORD") || name.includes("2SV")
      ? ["user"]
      : [];
  return [...types, typeOfVerb(name.toLowerCase(), "change")];
}

function typeOfVerb(name: string, fallback: string): string {
  const [verb = ""] = name.split("_");
  if (["create", "insert", "generate", "upload", "copy"].includes(verb)) return "creation";
  if (["delete", "trash", "revoke"].includes(verb) || name.startsWith("remove_org_unit")) return "deletion";
  if (["edit", "change", "update", "rename", "move", "add", "remove", "assign", "unassign", "toggle"].includes(verb)) return "change";
  return fallback;
}
