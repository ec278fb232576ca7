import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../src/event/json.ts";
import type { PairSource } from "../pair.ts";

/** Logins as Auditbeat documents, with the raw record in each. */
export const auditdAuditbeat: PairSource = {
  name: "auditd (Auditbeat)",
  atLeast: 80,
  load(folder) {
    const documents = JSON.parse(readFileSync(join(folder, "auditbeat/userlogin.log-expected.json"), "utf8")) as readonly JsonObject[];
    return documents.map((document, i) => {
      const original = (document["event"] as JsonObject)["original"] as string[];
      return { name: `userlogin ${i + 1}`, records: [{ audit_lines: original }], expected: asPackage(document) };
    });
  },
};

/** What auditd_manager's pipeline moves: the sequence, and ids that ECS has no field for. */
function asPackage(document: JsonObject): JsonObject {
  const { auditd, event, user, ...rest } = structuredClone(document) as Record<string, JsonObject>;
  const { sequence, ...auditdRest } = auditd as Record<string, JsonObject>;
  const { audit, ...userRest } = (user ?? {}) as Record<string, JsonObject>;
  return {
    ...rest,
    event: { ...event, sequence: sequence ?? "" },
    user: userRest,
    auditd: { ...auditdRest, user: { audit: audit ?? {} } },
  };
}
