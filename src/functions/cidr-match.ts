import { parseCidr, parseIp } from "../event/ip.ts";
import { defineFunction } from "./query-function.ts";

export const cidrMatch = defineFunction({
  name: "cidrMatch",
  summary: "Whether an IPv4 or IPv6 address lies in one of the CIDR blocks.",
  params: [
    { name: "source", type: "ip" },
    { name: "blocks", type: "string", variadic: true, constant: true },
  ],
  result: "boolean",
  foldable: false,
  examples: [
    { args: ["10.6.48.157", "10.0.0.0/8"], result: true },
    { args: ["10.6.48.157", "192.168.0.0/16", "10.6.48.1/8"], result: true },
    { args: ["fe80::1", "fe80::/10"], result: true },
    { args: ["8.8.8.8", "10.0.0.0/8"], result: false },
    { args: [null, "10.0.0.0/8"], result: null },
    { args: ["no address", "10.0.0.0/8"], result: null },
  ],
  evaluate: ([source, blocks]) => {
    const address = parseIp(source);
    if (address === undefined) return null;
    return blocks.some((block) => {
      const range = parseCidr(block);
      return range !== undefined && range.first <= address && address <= range.last;
    });
  },
});
