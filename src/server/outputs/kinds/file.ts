import { appendFile } from "node:fs/promises";
import type { Deliver } from "../deliver.ts";

/** One alert document a line, at the end of a file. */
export const appendToFile: Deliver = async ({ target }, alerts) => {
  await appendFile(target, alerts.map((alert) => `${JSON.stringify(alert)}\n`).join(""), { mode: 0o600 });
};
