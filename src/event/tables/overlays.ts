import type { Overlay } from "./overlay.ts";
import { ALERTS } from "./overlays/alerts.ts";
import { APM } from "./overlays/apm.ts";
import { AUDITD } from "./overlays/auditd.ts";
import { AWS } from "./overlays/aws.ts";
import { AZURE } from "./overlays/azure.ts";
import { CLOUD_DEFEND } from "./overlays/cloud_defend.ts";
import { COMMON } from "./overlays/common.ts";
import { CROWDSTRIKE } from "./overlays/crowdstrike.ts";
import { DATABASES } from "./overlays/databases.ts";
import { DEFEND } from "./overlays/defend.ts";
import { ENDGAME } from "./overlays/endgame.ts";
import { FILE_INTEGRITY } from "./overlays/file_integrity.ts";
import { GCP } from "./overlays/gcp.ts";
import { GITHUB } from "./overlays/github.ts";
import { GOOGLE_WORKSPACE } from "./overlays/google_workspace.ts";
import { KUBERNETES } from "./overlays/kubernetes.ts";
import { MACHINE_LEARNING } from "./overlays/machine_learning.ts";
import { MICROSOFT } from "./overlays/microsoft.ts";
import { NETWORK_DEVICES } from "./overlays/network_devices.ts";
import { NETWORK_TRAFFIC } from "./overlays/network_traffic.ts";
import { O365 } from "./overlays/o365.ts";
import { OKTA } from "./overlays/okta.ts";
import { SAAS } from "./overlays/saas.ts";
import { SENTINEL_ONE } from "./overlays/sentinel_one.ts";
import { SYSTEM } from "./overlays/system.ts";
import { THREAT_INTEL } from "./overlays/threat_intel.ts";
import { WINDOWS } from "./overlays/windows.ts";
import { ZEEK } from "./overlays/zeek.ts";

/** Every overlay. Where two know a name, the later one decides its kind. */
export const OVERLAYS: readonly Overlay[] = [
  COMMON,
  DEFEND,
  WINDOWS,
  SYSTEM,
  AUDITD,
  FILE_INTEGRITY,
  AWS,
  AZURE,
  O365,
  OKTA,
  GOOGLE_WORKSPACE,
  GCP,
  GITHUB,
  KUBERNETES,
  CLOUD_DEFEND,
  CROWDSTRIKE,
  SENTINEL_ONE,
  MICROSOFT,
  NETWORK_TRAFFIC,
  ZEEK,
  SAAS,
  NETWORK_DEVICES,
  DATABASES,
  THREAT_INTEL,
  MACHINE_LEARNING,
  APM,
  ENDGAME,
  ALERTS,
];
