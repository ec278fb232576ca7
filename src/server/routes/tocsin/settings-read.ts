import type { Route } from "../../http/route.ts";
import { readSettings } from "../../settings.ts";
import type { Service } from "../../service.ts";
import type { Settings } from "../../wire/data.ts";

export function settingsOf(service: Service): Settings {
  const { retentionDays, retentionBytes } = readSettings(service.database, service.options.retention);
  return { retentionDays, retentionBytes, outputs: service.outputs.described() };
}

/** `GET /api/tocsin/settings` */
export const getSettings: Route = {
  method: "GET",
  path: "/api/tocsin/settings",
  access: "admin",
  summary: "Retention and outputs",
  handle: (_, service) => ({ json: settingsOf(service) }),
};
