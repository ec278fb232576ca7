/** Hives by how STIX writes them, and as ECS abbreviates them. */
const HIVES: ReadonlyMap<string, string> = new Map([
  ["HKEY_LOCAL_MACHINE", "HKLM"],
  ["HKEY_CURRENT_USER", "HKCU"],
  ["HKEY_CLASSES_ROOT", "HKCR"],
  ["HKEY_USERS", "HKU"],
  ["HKEY_CURRENT_CONFIG", "HKCC"],
]);

/** A registry key as ECS has it: the whole path, the hive abbreviated, the key below it. */
export function registryKey(key: string): readonly (readonly [string, string])[] {
  const slash = key.indexOf("\\");
  const root = slash === -1 ? key : key.slice(0, slash);
  const hive = HIVES.get(root.toUpperCase()) ?? root;
  const below = slash === -1 ? "" : key.slice(slash + 1);
  const parts = [
    ["registry.path", below === "" ? hive : `${hive}\\${below}`],
    ["registry.hive", hive],
  ] as const;
  return below === "" ? parts : [...parts, ["registry.key", below]];
}
