import { compilePath } from "../event/path.ts";
import type { JsonObject } from "../event/json.ts";

/**
 * The sentence of an alert, as Kibana words it: `process event with process cmd.exe, by bob on HOST1 created high alert X.`
 * Slots whose field is missing, empty, `-` or a number are left out; several values are joined by a comma. A port
 * follows its address with a colon and is followed by a comma; an address without a port has none.
 */
export function reasonText(source: JsonObject, severity: string, name: string): string {
  const text = (slot: keyof typeof SLOTS): string => slotText(SLOTS[slot](source));
  const [process, parent, file] = [text("process"), text("parent"), text("file")];
  const [sourceIp, sourcePort, destination, destinationPort] = [
    text("sourceIp"),
    text("sourcePort"),
    text("destination"),
    text("destinationPort"),
  ];
  const category = text("category");
  const details = process || parent || file || sourceIp || sourcePort || destination || destinationPort;
  return [
    category && `${category} `,
    "event",
    details && " with",
    process && ` process ${process},`,
    parent && ` parent process ${parent},`,
    file && ` file ${file},`,
    sourceIp && ` source ${sourceIp}`,
    sourcePort && `:${sourcePort},`,
    destination && ` destination ${destination}`,
    destinationPort && `:${destinationPort},`,
    phrase("by", text("user")),
    phrase("on", text("host")),
    ` created ${severity} alert ${name}.`,
  ].join("");
}

const SLOTS = {
  category: compilePath("event.category"),
  process: compilePath("process.name"),
  parent: compilePath("process.parent.name"),
  file: compilePath("file.name"),
  sourceIp: compilePath("source.ip"),
  sourcePort: compilePath("source.port"),
  destination: compilePath("destination.ip"),
  destinationPort: compilePath("destination.port"),
  user: compilePath("user.name"),
  host: compilePath("host.name"),
} as const;

const phrase = (word: string, value: string): string => value && ` ${word} ${value}`;

/** A lone number has no length for Kibana and is dropped; inside a list numbers are joined like text. */
function slotText(values: readonly (string | number | boolean)[]): string {
  const [first] = values;
  if (values.length === 1 && typeof first !== "string") return "";
  const joined = values.join(", ");
  return joined === "-" ? "" : joined;
}
