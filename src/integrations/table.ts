import { auditd } from "./auditd/index.ts";
import { azureActivity } from "./azure-activity.ts";
import { azureAudit } from "./azure-audit.ts";
import { azureGraphActivity } from "./azure-graph-activity.ts";
import { azureSignin } from "./azure-signin.ts";
import { bitsClient } from "./bits-client.ts";
import { cloudtrail } from "./cloudtrail/index.ts";
import { defender } from "./defender.ts";
import { gcpAudit } from "./gcp-audit.ts";
import { github } from "./github.ts";
import { googleWorkspace } from "./google-workspace.ts";
import type { Integration } from "./integration.ts";
import { kubernetes } from "./kubernetes.ts";
import { m365 } from "./m365.ts";
import { okta } from "./okta.ts";
import { powershellClassic } from "./powershell-classic.ts";
import { powershellOperational } from "./powershell-operational.ts";
import { suricata } from "./suricata.ts";
import { syslog } from "./syslog/index.ts";
import { sysmonLinux } from "./sysmon-linux.ts";
import { sysmon } from "./sysmon.ts";
import { taskScheduler } from "./task-scheduler.ts";
import { windowsSecurity } from "./windows-security.ts";
import { windowsSystem } from "./windows-system.ts";
import { windows } from "./windows.ts";
import { wmiActivity } from "./wmi-activity.ts";
import { zeek } from "./zeek/index.ts";

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
  zeek,
  suricata,
  okta,
  azureSignin,
  azureAudit,
  azureActivity,
  azureGraphActivity,
  m365,
  googleWorkspace,
  github,
  kubernetes,
  gcpAudit,
  syslog,
];

/** What `--format` takes besides the names of input formats. */
export const INTEGRATION_NAMES: readonly string[] = INTEGRATIONS.map((integration) => integration.name);
