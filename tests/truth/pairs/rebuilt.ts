import type { JsonObject } from "../../../src/event/json.ts";
import type { EventDocument } from "../../../src/event/origin.ts";
import { readPath } from "../../../src/integrations/ecs-document.ts";

/*
 * Samples without their raw record: what the pipeline keeps under the product's own name is the record but for what
 * it moved, which is put back where it came from.
 */

export function suricataRecord(document: JsonObject): EventDocument {
  return {
    timestamp: readPath(document, "@timestamp") ?? "",
    ...(readPath(document, "suricata.eve") as JsonObject),
    src_ip: readPath(document, "source.ip") ?? "",
    src_port: readPath(document, "source.port") ?? 0,
    dest_ip: readPath(document, "destination.ip") ?? "",
    dest_port: readPath(document, "destination.port") ?? 0,
    proto: "TCP",
  };
}

export const kubernetesRecord = (document: JsonObject): EventDocument => {
  const { annotations, ...audit } = readPath(document, "kubernetes.audit") as Record<string, JsonObject>;
  const named = Object.entries(annotations ?? {}).map(([key, value]) => [key.replaceAll("_", "."), value] as const);
  return { ...(audit as JsonObject), annotations: Object.fromEntries(named) };
};

/** An activity with the parameters that the document's own object was made of. */
export function googleRecord(document: JsonObject, application: "admin" | "login"): EventDocument {
  const get = (path: string): JsonObject[string] => readPath(document, path) ?? "";
  const admin = [
    ["APPLICATION_EDITION", "application.edition"],
    ["APPLICATION_NAME", "application.name"],
    ["GROUP_EMAIL", "group.email"],
    ["NEW_VALUE", "new_value"],
    ["OLD_VALUE", "old_value"],
    ["ORG_UNIT_NAME", "org_unit.name"],
    ["SETTING_NAME", "setting.name"],
  ] as const;
  const names = application === "admin" ? admin : ([["affected_email_address", "affected_email_address"]] as const);
  return {
    kind: get("google_workspace.kind"),
    id: {
      time: get("@timestamp"),
      uniqueQualifier: get("event.id"),
      applicationName: get("event.provider"),
      customerId: get("organization.id"),
    },
    actor: { callerType: get("google_workspace.actor.type"), email: get("source.user.email"), profileId: get("source.user.id") },
    ownerDomain: get("google_workspace.organization.domain"),
    ipAddress: get("source.ip"),
    events: {
      type: get("google_workspace.event.type"),
      name: get("event.action"),
      parameters: names.map(([name, path]) => ({ name, value: get(`google_workspace.${application}.${path}`) })),
    },
  };
}
