import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { setServiceTexts } from "./windows/services.ts";

const DATASETS: Readonly<Record<string, string>> = { System: "system.system", Application: "system.application" };

/** The System and Application logs: all that rules ask of them is in `winlog.event_data` (7045: a service was installed). */
export const windowsSystem: Integration = windowsIntegration({
  name: "windows-system",
  title: "Windows System and Application logs",
  fills: ["event", "winlog"],
  dataset: (channel) => DATASETS[channel] ?? "system.system",
  map: setServiceTexts,
});
