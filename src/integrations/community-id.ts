import { createHash } from "node:crypto";
import { parseIp } from "../event/ip.ts";
import type { EcsDocument } from "./ecs-document.ts";

/** IANA numbers of transports. */
const TRANSPORTS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, "ipv6-icmp": 58, sctp: 132 };

/** Transports whose flows have ports. */
const WITH_PORTS = new Set([6, 17, 132]);

/**
 * Community ID, version 1, seed 0, of a flow between two ports: the same for both directions. Undefined where an
 * address is none or the transport has no ports (ICMP flows are told apart by types that logs seldom have).
 */
export function communityId(transport: string, source: Endpoint, destination: Endpoint): string | undefined {
  const protocol = Object.hasOwn(TRANSPORTS, transport) ? (TRANSPORTS[transport] as number) : 0;
  const [from, to] = [bytesOf(source.ip), bytesOf(destination.ip)];
  if (!WITH_PORTS.has(protocol) || !from || !to || from.length !== to.length) return undefined;
  const order = Buffer.compare(from, to) || source.port - destination.port;
  const [first, second] = order <= 0 ? [from, to] : [to, from];
  const [firstPort, secondPort] = order <= 0 ? [source.port, destination.port] : [destination.port, source.port];
  const flow = Buffer.concat([Buffer.of(0, 0), first, second, Buffer.of(protocol, 0, 0, 0, 0, 0)]);
  flow.writeUInt16BE(firstPort & 0xffff, flow.length - 4);
  flow.writeUInt16BE(secondPort & 0xffff, flow.length - 2);
  return `1:${createHash("sha1").update(flow).digest("base64")}`;
}

export interface Endpoint {
  readonly ip: string;
  readonly port: number;
}

/** Sets `network.community_id` from the document's addresses, ports and transport, where they are all there. */
export function setCommunityId(ecs: EcsDocument): void {
  const [from, fromPort, to, toPort] = ["source.ip", "source.port", "destination.ip", "destination.port"].map(ecs.get);
  const transport = ecs.get("network.transport");
  if (typeof from !== "string" || typeof to !== "string" || typeof fromPort !== "number" || typeof toPort !== "number") return;
  if (typeof transport === "string")
    ecs.set("network.community_id", communityId(transport, { ip: from, port: fromPort }, { ip: to, port: toPort }));
}

function bytesOf(ip: string): Buffer | undefined {
  const address = parseIp(ip);
  if (address === undefined) return undefined;
  const isV4 = !ip.includes(":");
  const hex = (isV4 ? address & 0xffffffffn : address).toString(16).padStart(isV4 ? 8 : 32, "0");
  return Buffer.from(hex, "hex");
}
