import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapWmi } from "./windows/operational.ts";

/** The operational log of Windows Management Instrumentation. */
export const wmiActivity: Integration = windowsIntegration({
  name: "wmi-activity",
  title: "Windows WMI activity log",
  fills: ["event", "process", "user", "related", "winlog"],
  dataset: "windows.forwarded",
  map: mapWmi,
});
