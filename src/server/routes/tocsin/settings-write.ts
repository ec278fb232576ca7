import { isIP } from "node:net";
import { isAbsolute } from "node:path";
import { z } from "zod";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import {
  OUTPUT_SHAPE,
  type OutputConfig,
  readSettings,
  retentionOf,
  type SavedSettings,
  SETTINGS_SHAPE,
  writeSettings,
} from "../../settings.ts";
import { settingsOf } from "./settings-read.ts";

/** What pages send back of an output also holds what was only told: it is left out. */
const told = { delivered: z.number().optional(), failed: z.number().optional(), lastError: z.string().nullable().optional() };

/** `PUT /api/tocsin/settings` */
export const putSettings: Route = {
  method: "PUT",
  path: "/api/tocsin/settings",
  access: "admin",
  summary: "Sets retention and outputs",
  body: "json",
  schema: SETTINGS_SHAPE.extend({ outputs: z.array(OUTPUT_SHAPE.extend(told)).max(20) }),
  async handle({ body }, service) {
    const { outputs, ...rest } = body as SavedSettings;
    const before = readSettings(service.database, service.options.retention).outputs;
    const settings: SavedSettings = { ...rest, outputs: outputs.map((output) => withSecret(output, before)) };
    for (const output of settings.outputs) checkTarget(output);
    if (new Set(settings.outputs.map(({ name }) => name)).size < settings.outputs.length)
      throw badRequest("each output has a name of its own");
    writeSettings(service.database, settings);
    service.setRetention(retentionOf(settings));
    await service.outputs.restart();
    return { json: settingsOf(service) };
  },
};

/** The authorization is never told, so an output that comes back without one keeps it, as long as it goes to the same place. */
function withSecret({ name, kind, target, enabled, authorization }: OutputConfig, before: readonly OutputConfig[]): OutputConfig {
  const known = before.find((each) => each.name === name && each.kind === kind && each.target === target)?.authorization;
  const secret = authorization ?? known;
  return { name, kind, target, enabled, ...(secret !== undefined && { authorization: secret }) };
}

function checkTarget({ kind, target }: OutputConfig): void {
  if (kind === "file") {
    if (!isAbsolute(target)) throw badRequest("a file output takes an absolute path");
    return;
  }
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol) || (url.hostname === "" && isIP(url.hostname) === 0))
    throw badRequest(`${target} is no http or https address`);
  if (url.username !== "" || url.password !== "") throw badRequest("put credentials into authorization, not into the address");
}
