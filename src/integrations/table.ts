import { auditd } from "./auditd/index.ts";
import { cloudtrail } from "./cloudtrail/index.ts";
import type { Integration } from "./integration.ts";

/** Every integration, in the order a record is offered to them; their shapes exclude one another. */
export const INTEGRATIONS: readonly Integration[] = [auditd, cloudtrail];

/** What `--format` takes besides the names of input formats. */
export const INTEGRATION_NAMES: readonly string[] = INTEGRATIONS.map((integration) => integration.name);
