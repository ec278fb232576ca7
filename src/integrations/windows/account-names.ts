import { isJsonObject } from "../../event/json.ts";
import type { Memory } from "../memory.ts";
import type { WindowsDocument } from "./document.ts";

interface Remembering {
  memory(name: string, limit: number): Memory;
}

/** Accounts remembered over all hosts: an id is the same account everywhere. */
const MAX_ACCOUNTS = 50_000;

/** Accounts whose id is the same on every machine. */
const WELL_KNOWN: Readonly<Record<string, readonly [domain: string, name: string]>> = {
  "S-1-5-7": ["NT AUTHORITY", "ANONYMOUS LOGON"],
  "S-1-5-18": ["NT AUTHORITY", "SYSTEM"],
  "S-1-5-19": ["NT AUTHORITY", "LOCAL SERVICE"],
  "S-1-5-20": ["NT AUTHORITY", "NETWORK SERVICE"],
};

/** Fields that are accounts: an id, a name and a domain. */
const ACCOUNTS = ["user", "user.target", "user.effective"] as const;

/**
 * Fills the name and the domain of accounts of which an event has the id only: those of every machine, and those that
 * earlier events told both of. An agent asks its machine. (Sysmon's `user.id` is its service's, and so left out.)
 */
export function fillAccountNames(document: WindowsDocument, session: Remembering): void {
  const memory = session.memory("windows accounts", MAX_ACCOUNTS);
  fill(document, memory, "winlog.user", "winlog.user.identifier");
  if (document.event.provider === "Microsoft-Windows-Sysmon" || document.event.provider === "Linux-Sysmon") return;
  for (const field of ACCOUNTS) fill(document, memory, field, `${field}.id`);
}

function fill({ get, set }: WindowsDocument, memory: Memory, field: string, idPath: string): void {
  const [id, name, domain] = [get(idPath), get(`${field}.name`), get(`${field}.domain`)];
  if (typeof id !== "string" || !id.startsWith("S-1-")) return;
  const known = Object.hasOwn(WELL_KNOWN, id) ? WELL_KNOWN[id] : undefined;
  if (name !== undefined) {
    if (!known && typeof name === "string") memory.set(id, { name, ...(typeof domain === "string" && { domain }) });
    return;
  }
  const learned = known ? undefined : memory.get(id);
  set(`${field}.name`, known?.[1] ?? (isJsonObject(learned) ? learned["name"] : undefined));
  if (domain === undefined) set(`${field}.domain`, known?.[0] ?? (isJsonObject(learned) ? learned["domain"] : undefined));
}
