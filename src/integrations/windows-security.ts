import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapSecurity } from "./windows/security.ts";

/** The Security log of Windows. */
export const windowsSecurity: Integration = windowsIntegration({
  name: "windows-security",
  title: "Windows Security log",
  fills: ["event", "process", "user", "user.target", "user.effective", "group", "source", "file", "service", "related", "winlog"],
  dataset: "system.security",
  map: mapSecurity,
});
