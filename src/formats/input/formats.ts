import type { Format } from "./format.ts";
import { auditd } from "./formats/auditd.ts";
import { csv } from "./formats/csv.ts";
import { evtx } from "./formats/evtx.ts";
import { json } from "./formats/json.ts";
import { ndjson } from "./formats/ndjson.ts";
import { syslog } from "./formats/syslog.ts";
import { xml } from "./formats/xml.ts";
import { zeek } from "./formats/zeek.ts";

/** Input formats in the order they are tried: those with a magic number first, `ndjson` before `json`, because `json` takes every text that begins like JSON. */
export const FORMATS: readonly Format[] = [evtx, xml, ndjson, json, auditd, zeek, syslog, csv];

/** What `--format` takes besides `auto`. */
export const FORMAT_NAMES: readonly string[] = FORMATS.map((format) => format.name);
