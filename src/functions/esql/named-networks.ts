import { parseCidr } from "../../event/ip.ts";

/** Whether a network holds an address, in the 128-bit form of `parseIp`. */
export type Network = (address: bigint) => boolean;

function within(...texts: readonly string[]): Network {
  const blocks = texts.flatMap((text) => parseCidr(text) ?? []);
  return (address) => blocks.some(({ first, last }) => address >= first && address <= last);
}

/** Multicast of IPv6 has its scope in the fourth digit, whatever its flags are. */
const hasScope =
  (scope: bigint): Network =>
  (address) =>
    ((address >> 112n) & 0xff0fn) === (0xff00n | scope);

const loopback = within("127.0.0.0/8", "::1");
const linkLocal = within("169.254.0.0/16", "fe80::/10");
const multicast = within("224.0.0.0/4", "ff00::/8");
const unspecified = within("0.0.0.0", "::");
const broadcast = within("255.255.255.255");
const interfaceLocal = hasScope(1n);
const v4LinkLocalMulticast = within("224.0.0.0/24");
const linkLocalMulticast: Network = (address) => v4LinkLocalMulticast(address) || hasScope(2n)(address);
const isPrivate = within("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fd00::/8");

const none =
  (...networks: readonly Network[]): Network =>
  (address) =>
    !networks.some((network) => network(address));

const unicast = none(broadcast, unspecified, loopback, multicast, linkLocal);

/** The names of Elasticsearch's `network_direction`. */
const NAMED: ReadonlyMap<string, Network> = new Map([
  ["loopback", loopback],
  ["unicast", unicast],
  ["global_unicast", unicast],
  ["link_local_unicast", linkLocal],
  ["interface_local_multicast", interfaceLocal],
  ["link_local_multicast", linkLocalMulticast],
  ["multicast", multicast],
  ["unspecified", unspecified],
  ["private", isPrivate],
  ["public", none(isPrivate, loopback, unspecified, linkLocal, linkLocalMulticast, interfaceLocal, broadcast)],
]);

/** A named network, a block or one address; undefined for what is none. */
export function networkOf(text: string): Network | undefined {
  const named = NAMED.get(text);
  if (named) return named;
  return parseCidr(text) && within(text);
}
