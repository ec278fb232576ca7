/** What a person did, by the route that was asked. */
const DONE: Readonly<Record<string, string>> = {
  "POST /api/tocsin/session": "logged in",
  "DELETE /api/tocsin/session": "logged out",
  "POST /api/tocsin/setup": "set the service up",
  "PATCH /api/tocsin/alerts": "triaged alerts",
  "POST /api/tocsin/alerts/:id/notes": "wrote a note",
  "POST /api/tocsin/rules": "made a rule",
  "PUT /api/tocsin/rules/:id": "changed a rule",
  "PATCH /api/tocsin/rules/:id": "switched a rule",
  "DELETE /api/tocsin/rules/:id": "took a rule back",
  "PUT /api/tocsin/settings": "changed the settings",
  "POST /api/tocsin/keys": "made a key",
  "DELETE /api/tocsin/keys/:id": "revoked a key",
  "POST /api/tocsin/users": "let a person in",
  "PATCH /api/tocsin/users/:name": "changed a person",
  "DELETE /api/tocsin/users/:name": "removed a person",
  "POST /api/detection_engine/rules": "made a rule",
  "PUT /api/detection_engine/rules": "replaced a rule",
  "PATCH /api/detection_engine/rules": "changed a rule",
  "DELETE /api/detection_engine/rules": "deleted a rule",
  "POST /api/detection_engine/rules/_bulk_action": "changed rules in bulk",
  "POST /api/detection_engine/rules/_import": "imported rules",
  "POST /api/detection_engine/signals/status": "set the status of alerts",
  "POST /api/detection_engine/signals/tags": "tagged alerts",
  "POST /api/detection_engine/signals/assignees": "assigned alerts",
  "POST /api/exception_lists": "made an exception list",
  "PUT /api/exception_lists": "changed an exception list",
  "DELETE /api/exception_lists": "deleted an exception list",
  "POST /api/exception_lists/items": "added an exception",
  "PUT /api/exception_lists/items": "changed an exception",
  "DELETE /api/exception_lists/items": "deleted an exception",
  "POST /api/lists": "made a value list",
  "DELETE /api/lists": "deleted a value list",
  "POST /api/lists/items": "added a value to a list",
  "DELETE /api/lists/items": "took a value out of a list",
  "POST /api/lists/items/_import": "imported values into a list",
};

/** In words; the route itself where there are none. */
export const inWords = (action: string): string => DONE[action] ?? action;

/** Why it was refused, where the answer says no. */
export function refusal(status: number): string | undefined {
  if (status < 400) return undefined;
  return (
    { 400: "not valid", 401: "not let in", 403: "not allowed", 404: "not there", 409: "there already", 429: "too often" }[status] ??
    "failed"
  );
}
