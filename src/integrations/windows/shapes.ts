import type { JsonObject } from "../../event/json.ts";
import type { WindowsShape } from "./event.ts";
import { azureSecurity } from "./shapes/azure-security.ts";
import { eventSystem } from "./shapes/event-system.ts";
import { exported } from "./shapes/exported.ts";
import { nxlog } from "./shapes/nxlog.ts";
import { powershellObject } from "./shapes/powershell-object.ts";
import { syslogXml } from "./shapes/syslog-xml.ts";
import { winlogbeat6 } from "./shapes/winlogbeat-6.ts";
import { winlogbeat7 } from "./shapes/winlogbeat-7.ts";

/** Every way of writing, in the order they are tried; they exclude one another. */
export const WINDOWS_SHAPES: readonly WindowsShape[] = [
  eventSystem,
  winlogbeat7,
  winlogbeat6,
  nxlog,
  exported,
  powershellObject,
  azureSecurity,
  syslogXml,
];

/** How a record of a Windows event log is written; undefined where it is none. */
export const shapeOf = (record: JsonObject): WindowsShape | undefined => WINDOWS_SHAPES.find((shape) => shape.accepts(record));
