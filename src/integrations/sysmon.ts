import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapSysmon } from "./windows/sysmon.ts";

/** Sysmon on Windows. */
export const sysmon: Integration = windowsIntegration({
  name: "sysmon",
  title: "Sysmon for Windows",
  fills: ["event", "process", "file", "registry", "dll", "dns", "network", "source", "destination", "user", "related", "sysmon", "winlog"],
  dataset: "windows.sysmon_operational",
  map: mapSysmon,
});
