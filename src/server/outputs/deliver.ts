import type { Alert } from "../../alerts/alert.ts";
import type { OutputConfig } from "../settings.ts";

/** Delivers a batch, or throws what kept it from it. */
export type Deliver = (output: OutputConfig, alerts: readonly Alert[], signal: AbortSignal) => Promise<void>;
