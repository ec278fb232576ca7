import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapPowershell } from "./windows/powershell.ts";

/** PowerShell's operational log: pipelines (4103) and script blocks (4104 to 4106). */
export const powershellOperational: Integration = windowsIntegration({
  name: "powershell-operational",
  title: "PowerShell Operational log",
  fills: ["event", "process", "powershell", "file", "user", "related", "winlog"],
  dataset: "windows.powershell_operational",
  map: mapPowershell,
});
