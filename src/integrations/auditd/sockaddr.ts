import { formatIp } from "../../event/ip.ts";
import { decodeHexWord } from "./hex.ts";

/** What a SOCKADDR record says: `family`, and as the family has it `addr`, `port`, `path`, `flow` or the raw `saddr`. */
export type SocketAddress = ReadonlyMap<string, string>;

const MAPPED = 0xffff00000000n;

/** Reads `saddr=`, a `struct sockaddr` in hexadecimal: the family in host order (little endian), the rest in network order. */
export function readSockaddr(saddr: string): SocketAddress {
  const family = Number.parseInt(saddr.slice(2, 4) + saddr.slice(0, 2), 16);
  const raw = (name: string): SocketAddress => new Map([["family", name], ["saddr", saddr]]); // biome-ignore format: pairs
  switch (family) {
    case 1:
      return new Map([["family", "unix"], ["path", decodeHexWord(saddr.slice(4))]]); // biome-ignore format: pairs
    case 2:
      return saddr.length < 16 ? raw("ipv4") : ipAddress("ipv4", saddr, MAPPED | BigInt(`0x${saddr.slice(8, 16)}`));
    case 10:
      return saddr.length < 48 ? raw("ipv6") : ipAddress("ipv6", saddr, BigInt(`0x${saddr.slice(16, 48)}`));
    case 16:
      return raw("netlink");
    default:
      return raw(Number.isNaN(family) ? "unknown" : String(family));
  }
}

function ipAddress(family: string, saddr: string, address: bigint): SocketAddress {
  const fields = new Map([
    ["family", family],
    ["addr", formatIp(address)],
    ["port", String(Number.parseInt(saddr.slice(4, 8), 16))],
  ]);
  const flow = family === "ipv6" ? Number.parseInt(saddr.slice(8, 16), 16) : 0;
  if (flow > 0) fields.set("flow", String(flow));
  return fields;
}
