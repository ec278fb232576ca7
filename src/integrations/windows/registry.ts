import type { EcsDocument } from "../ecs-document.ts";

const HIVES: Readonly<Record<string, string>> = {
  HKEY_LOCAL_MACHINE: "HKLM",
  HKLM: "HKLM",
  HKEY_USERS: "HKU",
  HKU: "HKU",
  HKEY_CURRENT_USER: "HKCU",
  HKCU: "HKCU",
  HKEY_CLASSES_ROOT: "HKCR",
  HKCR: "HKCR",
  HKEY_CURRENT_CONFIG: "HKCC",
  HKCC: "HKCC",
  HKEY_DYN_DATA: "HKDD",
  HKDD: "HKDD",
};

/** A path of the registry as Sysmon writes it: the first part is the hive, all others the key, the last one the value too. */
export function setRegistryPath({ set }: EcsDocument, path: string): void {
  set("registry.path", path);
  const parts = path.split("\\").filter((part) => part !== "");
  const [first = "", ...rest] = parts;
  set("registry.hive", Object.hasOwn(HIVES, first) ? HIVES[first] : first);
  set("registry.key", rest.join("\\"));
  set("registry.value", rest.at(-1));
}

/** What was written, as Sysmon shows it: `DWORD (0x…)`, `QWORD (0x…-0x…)`, `Binary Data`, or the text. */
export function setRegistryData({ set }: EcsDocument, details: string): void {
  const dword = inside(details, "DWORD (");
  const qword = inside(details, "QWORD (");
  if (dword !== undefined && Number.isInteger(Number(dword))) setData(set, "SZ_DWORD", String(Number(dword)));
  else if (qword !== undefined) setData(set, "SZ_QWORD", qwordText(qword));
  else setData(set, details === "Binary Data" ? "REG_BINARY" : "REG_SZ", details);
}

function setData(set: EcsDocument["set"], type: string, text: string): void {
  set("registry.data.type", type);
  set("registry.data.strings", [text]);
}

const inside = (text: string, start: string): string | undefined =>
  text.startsWith(start) && text.endsWith(")") ? text.slice(start.length, -1) : undefined;

/** The whole number of 64 bits. (Elastic's integration shifts the upper half by 8 bits only.) */
function qwordText(halves: string): string {
  const [high = "", low = ""] = halves.split("-");
  try {
    return String((BigInt(high) << 32n) | BigInt(low));
  } catch {
    return halves;
  }
}
