import type { JsonObject } from "../../event/json.ts";
import { type EventDocument, ORIGINAL } from "../../event/origin.ts";
import { objectOf, textOf } from "../ecs-document.ts";
import type { Integration, Session } from "../integration.ts";
import { fillAccountNames } from "./account-names.ts";
import { isUnfinished, keepAgentFields } from "./agent-output.ts";
import { beginDocument, finishDocument, type Platform, type WindowsDocument } from "./document.ts";
import { fillProcess, rememberProcess } from "./processes.ts";
import { setHostAddresses } from "./host-addresses.ts";
import { mendLocalTime } from "./local-clock.ts";
import { logOf } from "./logs.ts";
import { recognise } from "./recognise.ts";
import { winlogbeat7 } from "./shapes/winlogbeat-7.ts";

/** What is particular to the events of some channels. */
export interface WindowsMapping {
  /** As `logs.ts` names the log. */
  readonly name: string;
  readonly title: string;
  readonly fills: readonly string[];
  /** As Elastic's integrations name the data set: `windows.sysmon_operational`. */
  readonly dataset: string | ((channel: string) => string);
  readonly platform?: Platform;
  /** Fills the document from the event's data, and takes out of the data what has found its own field. */
  map?(document: WindowsDocument, session: Session): void;
}

/** The record as it was read: its XML where it was XML, else as JSON. What is set before the data is taken apart. */
const originalOf = (record: EventDocument): string =>
  record[ORIGINAL] ?? textOf(objectOf(record["event"])["original"]) ?? JSON.stringify(record);

/** An integration of Windows event logs: all of them read the same records and fill the same envelope. */
export function windowsIntegration(mapping: WindowsMapping): Integration {
  const isOurs = (record: JsonObject): boolean => {
    const recognised = recognise(record);
    return recognised !== undefined && logOf(recognised) === mapping.name;
  };
  return {
    name: mapping.name,
    title: mapping.title,
    fills: mapping.fills,
    accepts: isOurs,
    finishes: (record) => isUnfinished(record) && isOurs(record),
    convert(record, session) {
      const recognised = recognise(record);
      if (!recognised) return record;
      const event = recognised.shape.read(record);
      const dataset = typeof mapping.dataset === "string" ? mapping.dataset : mapping.dataset(event.channel);
      const document = beginDocument(event, dataset, mapping.platform);
      document.set("event.original", originalOf(record));
      mapping.map?.(document, session);
      setHostAddresses(document, session);
      if (event.isLocalTime) mendLocalTime(document, event.time, session);
      const finished = finishDocument(document);
      rememberProcess(document, session);
      fillProcess(document, session);
      fillAccountNames(document, session);
      if (recognised.shape === winlogbeat7) keepAgentFields(finished, record);
      return finished;
    },
  };
}
