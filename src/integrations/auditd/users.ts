import type { EcsDocument } from "../ecs-document.ts";
import type { AuditEvent } from "./event.ts";
import type { Summary } from "./summary.ts";

/** Where each id of a process goes. What ECS has no field for stands under `auditd.user`, as auditd_manager has it. */
const PLACES: Readonly<Record<string, string>> = {
  uid: "user",
  gid: "user.group",
  euid: "user.effective",
  egid: "user.effective.group",
  suid: "auditd.user.saved",
  sgid: "auditd.user.saved.group",
  fsuid: "auditd.user.filesystem",
  fsgid: "auditd.user.filesystem.group",
  auid: "auditd.user.audit",
};

/** Sets the users and groups of an event. Names are those that auditd resolved; of the others only 0 has one everywhere. */
export function fillUsers(ecs: EcsDocument, event: AuditEvent, summary: Summary): void {
  for (const [key, id] of event.ids) {
    if (id === "unset" || id === "4294967295") continue;
    const place = Object.hasOwn(PLACES, key) ? (PLACES[key] as string) : `auditd.user.${key}`;
    ecs.set(`${place}.id`, id);
    ecs.set(`${place}.name`, event.names.get(key) ?? (id === "0" ? "root" : undefined));
  }
  for (const [key, value] of event.selinux) ecs.set(`auditd.user.selinux.${key}`, value);
  mapUsers(ecs, event, summary);
  for (const path of ["user.name", "user.effective.name", "user.target.name"]) ecs.add("related.user", ecs.get(path));
  const same = (key: string): boolean =>
    ecs.get(`user.${key}`) !== undefined && ecs.get(`user.${key}`) === ecs.get(`user.effective.${key}`);
  if (same("id") || same("name")) delete (ecs.document["user"] as Record<string, unknown>)["effective"];
}

/** Who acted as whom on whom, where the kind of event says so: the login id, not the process's, is then the user. */
function mapUsers(ecs: EcsDocument, event: AuditEvent, summary: Summary): void {
  const { actorPrimary, actorSecondary, objectPrimary } = summary;
  const entity = (place: string, value: string | undefined): void => setEntity(ecs, place, value, event.names);
  switch (event.normalisation?.users) {
    case "authentication":
      entity("user", actorPrimary);
      entity("user.effective", actorSecondary);
      return;
    case "login":
      entity("user", actorPrimary);
      entity("user.effective", objectPrimary);
      return;
    case "account":
      entity("user", actorPrimary);
      entity("user.effective", actorSecondary);
      entity("user.target", objectPrimary);
      return;
    case "account-of-uid":
      entity("user", actorPrimary);
      entity("user.effective", event.ids.get("uid"));
      entity("user.target", actorSecondary);
      return;
    case "group":
      entity("user", actorPrimary);
      entity("user.effective", actorSecondary);
      entity("group", objectPrimary);
      return;
    case "group-of-uid":
      entity("user", actorPrimary);
      entity("user.effective", event.ids.get("uid"));
      entity("group", actorSecondary);
      return;
    case undefined:
  }
}

const UNSET = new Set(["", "unset", "4294967295", "-1"]);

/** A value is an id or a name; what stood there of another user goes. */
function setEntity(ecs: EcsDocument, place: string, value: string | undefined, names: AuditEvent["names"]): void {
  ecs.remove(`${place}.id`);
  ecs.remove(`${place}.name`);
  if (value === undefined || UNSET.has(value)) {
    ecs.set(`${place}.name`, "unset");
  } else if (isNumber(value)) {
    ecs.set(`${place}.id`, value);
    const key = place === "user" ? "auid" : "uid";
    ecs.set(`${place}.name`, place === "user" || place === "user.effective" ? (names.get(key) ?? rootName(value)) : rootName(value));
  } else {
    ecs.set(`${place}.name`, value);
    if (value === "root") ecs.set(`${place}.id`, "0");
  }
}

/** The name of the one id that has it everywhere; any other value as it is. */
export const userName = (value: string | undefined): string | undefined => (value === "0" ? "root" : value);

const rootName = (id: string): string | undefined => (id === "0" ? "root" : undefined);

const isNumber = (value: string): boolean => [...value].every((char) => char >= "0" && char <= "9");
