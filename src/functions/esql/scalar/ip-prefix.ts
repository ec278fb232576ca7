import { formatIp, parseIp } from "../../../event/ip.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { INTEGER } from "../type-sets.ts";

function lengthsFault(v4: unknown, v6: unknown): string | undefined {
  if (typeof v4 === "number" && (v4 < 0 || v4 > 32)) return `Prefix length v4 must be in range [0, 32], found ${v4}`;
  return typeof v6 === "number" && (v6 < 0 || v6 > 128) ? `Prefix length v6 must be in range [0, 128], found ${v6}` : undefined;
}

const isMapped = (address: bigint): boolean => address >> 32n === 0xffffn;

export const ipPrefix = scalar({
  name: "ip_prefix",
  summary: "The address cut to a prefix of the given length, one for IPv4 and one for IPv6.",
  params: [
    { name: "ip", types: ["ip"] },
    { name: "prefixLengthV4", types: INTEGER },
    { name: "prefixLengthV6", types: INTEGER },
  ],
  result: "ip",
  evaluate: ([ip, v4, v6], context) => {
    const fault = lengthsFault(v4, v6);
    if (fault !== undefined) return fail(context, ILLEGAL_ARGUMENT, fault);
    const address = parseIp(ip as string) ?? 0n;
    const host = isMapped(address) ? 32 - (v4 as number) : 128 - (v6 as number);
    return formatIp((address >> BigInt(host)) << BigInt(host));
  },
  examples: [
    { query: 'IP_PREFIX("1.2.3.4"::ip, 24, 0)', result: "1.2.3.0", type: "ip" },
    { query: 'IP_PREFIX("fe80::cae2:65ff:fece:feb9"::ip, 0, 112)', result: "fe80::cae2:65ff:fece:0", type: "ip" },
    {
      query: 'IP_PREFIX("1.2.3.4"::ip, 33, 0)',
      result: null,
      type: "ip",
      warning: "java.lang.IllegalArgumentException: Prefix length v4 must be in range [0, 32], found 33",
    },
  ],
});
