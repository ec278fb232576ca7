import { auditd } from "./auditd/index.ts";
import { cloudtrail } from "./cloudtrail/index.ts";
import { bitsClient } from "./bits-client.ts";
import { defender } from "./defender.ts";
import type { Integration } from "./integration.ts";
import { powershellClassic } from "./powershell-classic.ts";
import { powershellOperational } from "./powershell-operational.ts";
import { sysmonLinux } from "./sysmon-linux.ts";
import { sysmon } from "./sysmon.ts";
import { taskScheduler } from "./task-scheduler.ts";
import { windowsSecurity } from "./windows-security.ts";
import { windowsSystem } from "./windows-system.ts";
import { windows } from "./windows.ts";
import { wmiActivity } from "./wmi-activity.ts";

/** Every integration, in the order a record is offered to them; their shapes exclude one another. */
export const INTEGRATIONS: readonly Integration[] = [
  sysmon,
  windowsSecurity,
  powershellOperational,
  powershellClassic,
  windowsSystem,
  taskScheduler,
  defender,
  wmiActivity,
  bitsClient,
  sysmonLinux,
  windows,
  auditd,
  cloudtrail,
];

/** What `--format` takes besides the names of input formats. */
export const INTEGRATION_NAMES: readonly string[] = INTEGRATIONS.map((integration) => integration.name);
