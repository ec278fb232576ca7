import { DETECTION } from "./migrations/0001-detection.ts";
import { CONTENT } from "./migrations/0002-content.ts";
import { FOLLOW } from "./migrations/0003-follow.ts";
import { AUDIT } from "./migrations/0004-audit.ts";
import { EXCEPTION_HITS } from "./migrations/0005-exception-hits.ts";
import { ALERT_COLUMNS_INDEX } from "./migrations/0006-alert-columns.ts";

/** Every migration, in order. One that was released never changes: what comes later is another. */
export const MIGRATIONS: readonly string[] = [DETECTION, CONTENT, FOLLOW, AUDIT, EXCEPTION_HITS, ALERT_COLUMNS_INDEX];
