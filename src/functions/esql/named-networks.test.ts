import { expect, test } from "vitest";
import { parseIp } from "../../event/ip.ts";
import { networkOf } from "./named-networks.ts";

const holds = (network: string, address: string): boolean | undefined => networkOf(network)?.(parseIp(address) ?? -1n);

// biome-ignore format: table
test.each<[network: string, inside: string[], outside: string[]]>([
  ["loopback",                  ["127.9.9.9", "::1"],                       ["128.0.0.1", "::2"]],
  ["private",                   ["10.1.1.1", "172.31.0.1", "192.168.0.1", "fd00::1"], ["172.32.0.1", "fc00::1", "8.8.8.8"]],
  ["public",                    ["8.8.8.8", "fc00::1", "224.0.1.1", "ff05::1"], ["10.0.0.1", "127.0.0.1", "::", "169.254.1.1", "224.0.0.9", "ff02::1", "255.255.255.255"]],
  ["unicast",                   ["8.8.8.8", "10.0.0.1"],                    ["224.0.0.1", "::1", "0.0.0.0", "fe80::1", "255.255.255.255"]],
  ["multicast",                 ["239.255.255.255", "ff00::1"],             ["240.0.0.0"]],
  ["interface_local_multicast", ["ff01::1", "ff11::1"],                     ["ff02::1", "224.0.0.1"]],
  ["link_local_multicast",      ["ff32::1", "224.0.0.255"],                 ["224.0.1.0", "ff01::1"]],
  ["link_local_unicast",        ["169.254.0.1", "febf::1"],                 ["fec0::1"]],
  ["unspecified",               ["0.0.0.0", "::"],                          ["0.0.0.1"]],
  ["10.0.0.0/8",                ["10.9.9.9"],                               ["11.0.0.0"]],
  ["::1",                       ["::1"],                                    ["::2"]],
])("%s", (network, inside, outside) => {
  expect(inside.filter((address) => !holds(network, address))).toEqual([]);
  expect(outside.filter((address) => holds(network, address))).toEqual([]);
});

test("what is no network", () => {
  for (const text of ["", "home", "10.0.0.0/33", "Private"]) expect(networkOf(text)).toBeUndefined();
});
