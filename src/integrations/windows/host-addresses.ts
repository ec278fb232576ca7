import type { Json } from "../../event/json.ts";
import type { Memory } from "../memory.ts";
import type { WindowsDocument } from "./document.ts";
import { addressOf } from "./network.ts";
import { dataText } from "./values.ts";

interface Remembering {
  memory(name: string, limit: number): Memory;
}

/** Hosts whose addresses are remembered, and addresses of each. */
const MAX_HOSTS = 10_000;
const MAX_ADDRESSES = 16;

/** Texts of the messages that Filtering Platform events name their direction by. */
const OUTBOUND = "%%14593";
const INBOUND = "%%14592";

/**
 * Fills `host.ip`, which agents read off the machine and logs leave out, with the addresses at the host's own end of the
 * connections that its log has told of so far (Sysmon 3, Security 5156).
 */
export function setHostAddresses(document: WindowsDocument, session: Remembering): void {
  const { event, set } = document;
  if (event.computer === undefined) return;
  const memory = session.memory("windows host addresses", MAX_HOSTS);
  const key = event.computer.toLowerCase();
  const known = memory.get(key);
  const addresses = Array.isArray(known) ? known : [];
  const own = ownAddress(document);
  if (own !== undefined && !addresses.includes(own) && addresses.length < MAX_ADDRESSES) {
    const more: Json[] = [...addresses, own];
    memory.set(key, more);
    set("host.ip", more);
  } else if (addresses.length > 0) set("host.ip", addresses);
}

/** The address at the host's end of the connection that the event tells of. */
function ownAddress({ event, get }: WindowsDocument): string | undefined {
  if (event.eventId === "5156" && event.channel === "Security") {
    const direction = dataText(event.data, "Direction");
    if (direction === OUTBOUND) return usable(addressOf(dataText(event.data, "SourceAddress")));
    return direction === INBOUND ? usable(addressOf(dataText(event.data, "DestAddress"))) : undefined;
  }
  const direction = get("network.direction");
  if (direction !== "egress" && direction !== "ingress") return undefined;
  const address = get(direction === "egress" ? "source.ip" : "destination.ip");
  return typeof address === "string" ? usable(address) : undefined;
}

/** An address that says which host it is: no wildcard, loopback, multicast or broadcast. */
function usable(address: string | undefined): string | undefined {
  if (address === undefined || address === "::" || address === "::1" || address.toLowerCase().startsWith("ff")) return undefined;
  const [first] = address.split(".", 1);
  const isSpecial = address.includes(".") && (first === "0" || first === "127" || Number(first) >= 224);
  return isSpecial ? undefined : address;
}
