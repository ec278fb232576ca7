import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapDefender } from "./windows/operational.ts";

/** Microsoft Defender Antivirus. */
export const defender: Integration = windowsIntegration({
  name: "defender",
  title: "Microsoft Defender Antivirus log",
  fills: ["event", "process", "file", "user", "related", "winlog"],
  dataset: "windows.windows_defender",
  map: mapDefender,
});
