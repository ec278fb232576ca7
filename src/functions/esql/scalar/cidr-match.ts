import { parseCidr, parseIp } from "../../../event/ip.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import type { EsqlCallContext } from "../function.ts";
import { STRING } from "../type-sets.ts";
import type { EsqlValue } from "../value.ts";

interface Block {
  readonly first: bigint;
  readonly last: bigint;
}

const blockFault = (text: string): string => `'${text}' is no CIDR block such as 10.0.0.0/8`;

const isWithin = (address: bigint, { first, last }: Block): boolean => address >= first && address <= last;

function matchesAny(address: bigint, texts: readonly EsqlValue[], context: EsqlCallContext): boolean | null {
  for (const text of texts) {
    const block = parseCidr(text as string);
    if (!block) return fail(context, ILLEGAL_ARGUMENT, blockFault(text as string));
    if (isWithin(address, block)) return true;
  }
  return false;
}

export const cidrMatch = scalar({
  name: "cidr_match",
  summary: "Whether an address lies in one of the blocks.",
  params: [
    { name: "ip", types: ["ip"] },
    { name: "blockX", types: STRING, variadic: true },
  ],
  result: (args) => {
    const argument = args.findIndex(({ constant }, i) => i > 0 && typeof constant === "string" && !parseCidr(constant));
    return argument === -1 ? "boolean" : { fault: blockFault(String(args[argument]?.constant)), argument };
  },
  prepare: ([, ...blocks]) => {
    const fixed = blocks.flatMap(({ constant }) => (typeof constant === "string" ? (parseCidr(constant) ?? []) : []));
    if (fixed.length < blocks.length) return ([ip, ...texts], context) => matchesAny(parseIp(ip as string) ?? -1n, texts, context);
    return ([ip]) => {
      const address = parseIp(ip as string) ?? -1n;
      return fixed.some((block) => isWithin(address, block));
    };
  },
  examples: [
    { query: 'CIDR_MATCH("127.0.0.3"::ip, "127.0.0.2/32", "127.0.0.3/32")', result: true, type: "boolean" },
    { query: 'CIDR_MATCH("10.1.2.3"::ip, "10.0.0.0/8")', result: true, type: "boolean" },
    { query: 'CIDR_MATCH("fe80::1"::ip, "10.0.0.0/8", "fe80::/10")', result: true, type: "boolean" },
    { query: 'CIDR_MATCH(null, "10.0.0.0/8")', result: null, type: "boolean" },
  ],
});
