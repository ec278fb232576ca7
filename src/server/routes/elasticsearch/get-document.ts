import { sequenceOfId } from "../../../store/event-document.ts";
import { eventStore } from "../../../store/events.ts";
import type { Route } from "../../http/route.ts";

/** `GET /{index}/_doc/{id}`: one stored event, by the id it came with or was given. */
export const getDocument: Route = {
  method: ["GET", "HEAD"],
  path: "/:index/_doc/:id",
  access: "read",
  summary: "One stored event",
  handle({ params }, service) {
    const { index = "", id = "" } = params;
    const sequence = sequenceOfId(service.storeId, id) ?? service.admission.sequenceOf(index, id);
    const found = sequence === undefined ? undefined : eventStore(service.database, service.journalFolder, service.storeId).at(sequence);
    if (!found || found["_index"] !== index || found["_id"] !== id) return { status: 404, json: { _index: index, _id: id, found: false } };
    const { _index: _, _id: __, ...source } = found;
    return { json: { _index: index, _id: id, _version: 1, _seq_no: sequence, _primary_term: 1, found: true, _source: source } };
  },
};
