import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapSysmon } from "./windows/sysmon.ts";

/** Sysmon for Linux: the same events as on Windows, as XML in syslog. */
export const sysmonLinux: Integration = windowsIntegration({
  name: "sysmon-linux",
  title: "Sysmon for Linux",
  fills: ["event", "process", "file", "network", "source", "destination", "user", "related", "sysmon", "winlog"],
  dataset: "sysmon_linux.log",
  platform: "linux",
  map: mapSysmon,
});
