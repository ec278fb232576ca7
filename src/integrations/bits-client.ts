import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapBits } from "./windows/operational.ts";

/** The operational log of the Background Intelligent Transfer Service. */
export const bitsClient: Integration = windowsIntegration({
  name: "bits-client",
  title: "Windows BITS log",
  fills: ["event", "url", "user", "related", "winlog"],
  dataset: "windows.forwarded",
  map: mapBits,
});
