import { z } from "zod";
import { formatTime } from "../../../event/time.ts";
import { alertStore } from "../../../store/alerts.ts";
import { noteStore } from "../../../store/notes.ts";
import { notFound } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import type { Note } from "../../wire/alerts.ts";

/** `POST /api/tocsin/alerts/{id}/notes` */
export const addNote: Route = {
  method: "POST",
  path: "/api/tocsin/alerts/:id/notes",
  access: "triage",
  summary: "Adds a note to an alert",
  body: "json",
  schema: z.strictObject({ text: z.string().min(1).max(20_000) }),
  handle({ params, body, principal }, service) {
    const { id: alert = "" } = params;
    if (!alertStore(service.database).get(alert)) throw notFound("there is no alert of this id");
    const { text } = body as { readonly text: string };
    const { id, author, written } = noteStore(service.database).add({ alert, author: principal.name, written: Date.now(), text });
    return { status: 201, json: { id, author, time: formatTime(written), text } satisfies Note };
  },
};
