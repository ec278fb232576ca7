import { z } from "zod";
import { alertColumns } from "../../../store/alert-row.ts";
import type { StoredAlert } from "../../../store/alerts.ts";
import type { JsonObject } from "../../../event/json.ts";
import { alertRow } from "../../alerts/row.ts";
import type { Route } from "../../http/route.ts";
import type { TryOutcome } from "../../queries/messages.ts";
import { RULE_TEXT_SHAPE } from "../../rules/rule-text.ts";
import type { AlertRow } from "../../wire/alerts.ts";
import type { TryResult, TryRule } from "../../wire/rules.ts";
import { readSpan, timeShape } from "./hunt.ts";

/** `POST /api/tocsin/rules/try` */
export const tryRuleText: Route = {
  method: "POST",
  path: "/api/tocsin/rules/try",
  access: "read",
  limit: "queries",
  summary: "A rule's text over stored events, against the saved rule",
  body: "json",
  schema: z.strictObject({ ...RULE_TEXT_SHAPE, from: timeShape, to: timeShape, against: z.string().max(200).optional() }),
  async handle({ body, signal }, service) {
    const { source, format, against, ...times } = body as TryRule;
    const task = { kind: "try", text: source, format, against, ...readSpan(times) } as const;
    const outcome = (await service.queries.run(task, signal)) as TryOutcome;
    const result: TryResult = { ...outcome, added: outcome.added.map(rowOf), removed: outcome.removed.map(rowOf) };
    return { json: result };
  },
};

/** An alert that was never stored. */
function rowOf(document: JsonObject): AlertRow {
  const stored: StoredAlert = {
    ...alertColumns(document),
    sequence: 0,
    detected: 0,
    status: "open",
    statusChanged: null,
    statusBy: null,
    statusReason: null,
    tags: [],
    assignees: [],
  };
  return alertRow(stored, 0);
}
