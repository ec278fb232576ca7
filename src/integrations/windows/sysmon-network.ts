import { setCommunityId } from "../community-id.ts";
import type { WindowsDocument } from "./document.ts";
import { setPeer } from "./network.ts";
import { takeText } from "./values.ts";

/** Code 3: both sides of a connection. */
export function setConnection(document: WindowsDocument): void {
  const { event, set, add } = document;
  const { data } = event;
  if (event.eventId !== "3") return;
  setPeer(document, "source", takeText(data, "SourceIp"), takeText(data, "SourcePort"));
  setPeer(document, "destination", takeText(data, "DestinationIp"), takeText(data, "DestinationPort"));
  for (const [side, name] of [
    ["source", "SourceHostname"],
    ["destination", "DestinationHostname"],
  ] as const) {
    const host = takeText(data, name);
    set(`${side}.domain`, host);
    add("related.hosts", host);
  }
  set("network.transport", takeText(data, "Protocol")?.toLowerCase());
  const [source, destination] = [takeText(data, "SourcePortName"), takeText(data, "DestinationPortName")];
  set("network.protocol", destination ?? source);
  set("network.direction", directionOf(takeText(data, "Initiated")));
  set("network.type", versionOf(takeText(data, "SourceIsIpv6")));
  data.delete("DestinationIsIpv6");
  setCommunityId(document);
}

function directionOf(initiated: string | undefined): "egress" | "ingress" | undefined {
  if (initiated === undefined) return undefined;
  return initiated.toLowerCase() === "true" ? "egress" : "ingress";
}

function versionOf(isIpv6: string | undefined): "ipv6" | "ipv4" | undefined {
  if (isIpv6 === undefined) return undefined;
  return isIpv6.toLowerCase() === "true" ? "ipv6" : "ipv4";
}
