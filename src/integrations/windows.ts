import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";

/**
 * Every other log of Windows, as Elastic's `windows.forwarded` passes it on: the envelope, and the event data under
 * `winlog.event_data`.
 */
export const windows: Integration = windowsIntegration({
  name: "windows",
  title: "any other Windows log",
  fills: ["event", "winlog"],
  dataset: "windows.forwarded",
});
