import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Json, JsonObject } from "../../../src/event/json.ts";
import type { Pair, PairSource } from "../pair.ts";

/** Records and libaudit's event of them; the event is written as auditd_manager writes it (renames only). */
export const auditdLibaudit: PairSource = {
  name: "auditd (libaudit events)",
  atLeast: 97,
  load(folder) {
    const cases = join(folder, "auditd-go-libaudit/aucoalesce");
    return readdirSync(cases)
      .filter((file) => file.endsWith(".yaml"))
      .flatMap((file) => pairsOf(join(cases, file)));
  },
};

interface Golden {
  readonly test_name: string;
  readonly event: LibauditEvent;
}

type LibauditEvent = Readonly<Record<string, unknown>>;

function pairsOf(file: string): readonly Pair[] {
  const { tests } = parse(readFileSync(file, "utf8")) as { tests: Record<string, string> };
  const goldens = JSON.parse(readFileSync(file.replace(".yaml", ".json.golden"), "utf8")) as readonly Golden[];
  return goldens.map(({ test_name: name, event }) => {
    const lines = (tests[name] ?? "").split("\n").filter((line) => line !== "");
    return { name, records: [{ audit_lines: lines }], expected: toEcs(event), kept: ["tags"] };
  });
}

const object = (value: unknown): Record<string, string> => (value ?? {}) as Record<string, string>;
const json = (value: unknown): Json => (value ?? "") as Json;

/** A name for the one id that has it everywhere; Auditbeat looks names up on its host. */
const named = (id: string | undefined): string => (id === "0" ? "root" : (id ?? ""));

/** The renames of Auditbeat's module and of the package's pipeline, with `root` looked up. */
function toEcs(event: LibauditEvent): JsonObject {
  const { summary, process, data, ecs, user } = event;
  const { pid, ppid, exe, cwd, ...others } = object(process);
  const actor = object(object(summary)["actor"]);
  const result = String(event["result"]);
  return {
    "@timestamp": json(event["@timestamp"]),
    event: {
      sequence: json(event["sequence"]),
      action: object(summary)["action"] ?? "",
      outcome: result === "fail" ? "failure" : result,
      kind: "event",
      ...object(object(ecs)["event"]),
    },
    process: { ...others, pid: pid ?? "", executable: exe ?? "", working_directory: cwd ?? "", parent: { pid: ppid ?? "" } },
    ...usersOf(object(object(user)["ids"]), object(ecs)),
    file: object(event["file"]),
    source: object(event["source"]),
    destination: object(event["destination"]),
    network: object(event["network"]),
    tags: json(event["tags"]),
    auditd: {
      message_type: json(event["record_type"]),
      result,
      session: event["session"] === "unset" ? "" : json(event["session"]),
      summary: {
        actor: { primary: named(actor["primary"]), secondary: named(actor["secondary"]) },
        object: json(object(summary)["object"]),
        how: json(object(summary)["how"]),
      },
      data: dataOf(object(data)),
      paths: json(event["paths"]),
    },
  };
}

const PLACES: Readonly<Record<string, string>> = {
  gid: "user.group.id",
  egid: "user.effective.group.id",
  suid: "auditd.user.saved.id",
  sgid: "auditd.user.saved.group.id",
  fsuid: "auditd.user.filesystem.id",
  fsgid: "auditd.user.filesystem.group.id",
  auid: "auditd.user.audit.id",
  euid: "user.effective.id",
  uid: "user.id",
};

/** Flat keys; `unset` is no id, and an effective user that is the user is left out. */
function usersOf(ids: Readonly<Record<string, string>>, ecs: Readonly<Record<string, unknown>>): JsonObject {
  const fields: Record<string, string> = {};
  for (const [key, id] of Object.entries(ids)) if (id !== "unset") fields[PLACES[key] ?? `user.${key}.id`] = id;
  const { effective, target, id, name } = object(ecs["user"]);
  const entities = { user: { id, name }, "user.effective": effective, "user.target": target, group: ecs["group"] };
  for (const [place, entity] of Object.entries(entities)) {
    const { id: entityId, name: entityName } = object(entity);
    if (entityId === undefined && entityName === undefined) continue;
    delete fields[`${place}.id`];
    if (entityId !== undefined && entityId !== "unset") fields[`${place}.id`] = entityId;
    if (entityName !== undefined) fields[`${place}.name`] = entityName;
  }
  for (const [path, value] of Object.entries(fields)) {
    if (path.endsWith(".id") && value === "0") fields[path.replace(/id$/, "name")] = "root";
    if (path.endsWith(".name") && value === "root") fields[path.replace(/name$/, "id")] = "0";
  }
  const isSame = (key: string): boolean => fields[`user.${key}`] !== undefined && fields[`user.${key}`] === fields[`user.effective.${key}`];
  if (isSame("id") || isSame("name")) for (const key of Object.keys(fields)) if (key.startsWith("user.effective.")) delete fields[key];
  return fields;
}

function dataOf(data: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key.replaceAll("-", "_").replace(/^socket_/, "socket."), value]));
}
