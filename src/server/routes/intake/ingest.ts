import type { NewRecord } from "../../../store/journal/frame.ts";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { documentOf, indexFault } from "../../ingest/document.ts";

const BRACE = 0x7b;
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
    for (const line of service.intake.lines.of(bytes)) {
      if (isBlank(line.bytes)) continue;
      const read = documentOf(line);
      if ("content" in read) {
        for (const record of service.intake.recordsOf({ ...read, index: index ?? null, id: null })) records.push(record);
        continue;
      }
      failed++;
      if (errors.length < TOLD) errors.push({ line: line.number, reason: read.fault.reason });
    }
    service.counters.rejected += failed;
    if (records.length > 0) await service.append(records, { client: principal.name, via: "ingest" });
    return { status: records.length === 0 && failed > 0 ? 400 : 200, json: { accepted: records.length, failed, errors } };
  },
};

const isBlank = (line: Buffer): boolean => line[0] !== BRACE && line.toString("latin1").trim() === "";
