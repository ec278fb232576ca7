import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapClassicPowershell } from "./windows/powershell-classic.ts";

/** The classic log «Windows PowerShell»: engines (400, 403), providers (600) and pipelines (800). */
export const powershellClassic: Integration = windowsIntegration({
  name: "powershell-classic",
  title: "Windows PowerShell log",
  fills: ["event", "process", "powershell", "file", "user", "related", "winlog"],
  dataset: "windows.powershell",
  map: mapClassicPowershell,
});
