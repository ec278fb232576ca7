import type { NewRecord } from "../../../store/journal/frame.ts";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { indexFault, readDocument } from "../../ingest/document.ts";

const LINE_BREAK = 10;
/** Faults told one by one. */
const TOLD = 20;

/** `POST /ingest`: one JSON object a line, of any known kind; `?index=` for those that name none. */
export const ingest: Route = {
  method: "POST",
  path: "/ingest",
  access: "ingest",
  summary: "Takes events or raw records as NDJSON",
  body: "bytes",
  async handle({ bytes, query, principal }, service) {
    service.checkRoom();
    const { index } = query;
    const fault = index === undefined ? undefined : indexFault(index);
    if (fault) throw badRequest(fault.reason);
    const records: NewRecord[] = [];
    const errors: { line: number; reason: string }[] = [];
    let failed = 0;
    for (const { line, number } of linesOf(bytes)) {
      const read = readDocument(line);
      if ("document" in read) {
        records.push(...service.intake.recordsOf({ document: read.document, json: line, index: index ?? null, id: null }));
        continue;
      }
      failed++;
      if (errors.length < TOLD) errors.push({ line: number, reason: read.fault.reason });
    }
    service.counters.rejected += failed;
    if (records.length > 0) await service.append(records, { client: principal.name, via: "ingest" });
    return { status: records.length === 0 && failed > 0 ? 400 : 200, json: { accepted: records.length, failed, errors } };
  },
};

function* linesOf(bytes: Buffer): Generator<{ readonly line: Buffer; readonly number: number }> {
  let number = 0;
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(LINE_BREAK, at);
    const end = found === -1 ? bytes.length : found;
    const line = bytes.subarray(at, end);
    at = end + 1;
    number++;
    if (line.toString("latin1").trim() !== "") yield { line, number };
  }
}
