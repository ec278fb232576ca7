import type { Integration } from "./integration.ts";
import { windowsIntegration } from "./windows/integration.ts";
import { mapTaskEvent } from "./windows/operational.ts";

/** The Task Scheduler's operational log. */
export const taskScheduler: Integration = windowsIntegration({
  name: "task-scheduler",
  title: "Windows Task Scheduler log",
  fills: ["event", "process", "user", "related", "winlog"],
  dataset: "windows.forwarded",
  map: mapTaskEvent,
});
