import { parseIp } from "../../../event/ip.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT, SINGLE_VALUE } from "../exceptions.ts";
import type { EsqlCallContext } from "../function.ts";
import { type Network, networkOf } from "../named-networks.ts";
import { STRING } from "../type-sets.ts";
import { type EsqlValue, isMulti, valuesOf } from "../value.ts";

const noNetwork = (text: string): string =>
  text.includes("/") ? `Expected [ip/prefix] but was [${text}]` : `'${text}' is not an IP string literal.`;

/** Networks are tried in turn, so one that is none does no harm behind one that holds the address. */
function isInternal(
  address: bigint,
  texts: readonly string[],
  known: Map<string, Network | undefined>,
): boolean | { readonly bad: string } {
  for (const text of texts) {
    if (!known.has(text)) known.set(text, networkOf(text));
    const network = known.get(text);
    if (!network) return { bad: text };
    if (network(address)) return true;
  }
  return false;
}

/** How many texts of networks are kept ready. */
const MAX_KNOWN = 1_000;

function direction(
  [source, destination, networks]: readonly EsqlValue[],
  known: Map<string, Network | undefined>,
  context: EsqlCallContext,
) {
  if (known.size > MAX_KNOWN) known.clear();
  const texts = valuesOf(networks ?? null) as readonly string[];
  const ends = [source, destination].map((ip) => isInternal(parseIp(ip as string) ?? -1n, texts, known));
  const bad = ends.find((end) => typeof end === "object");
  if (bad) return fail(context, ILLEGAL_ARGUMENT, noNetwork(bad.bad));
  const [from, to] = ends;
  if (from) return to ? "internal" : "outbound";
  return to ? "inbound" : "external";
}

export const networkDirection = scalar({
  name: "network_direction",
  aliases: ["netdir"],
  summary: "Where traffic goes, seen from the internal networks: inbound, outbound, internal or external.",
  params: [
    { name: "source_ip", types: ["ip"] },
    { name: "destination_ip", types: ["ip"] },
    { name: "internal_networks", types: STRING },
  ],
  multi: "own",
  result: "keyword",
  prepare: () => {
    const known = new Map<string, Network | undefined>();
    return (args, context) =>
      args.slice(0, 2).some((ip) => ip !== undefined && isMulti(ip))
        ? fail(context, ILLEGAL_ARGUMENT, SINGLE_VALUE)
        : direction(args, known, context);
  },
  examples: [
    { query: 'NETWORK_DIRECTION("10.0.0.1"::ip, "8.8.8.8"::ip, ["private"])', result: "outbound", type: "keyword" },
    { query: 'NETWORK_DIRECTION("8.8.8.8"::ip, "10.0.0.1"::ip, ["192.168.0.0/16", "10.0.0.0/8"])', result: "inbound", type: "keyword" },
    { query: 'NETWORK_DIRECTION("127.0.0.1"::ip, "::1"::ip, "loopback")', result: "internal", type: "keyword" },
    { query: 'NETWORK_DIRECTION("8.8.8.8"::ip, "fe80::1"::ip, "private")', result: "external", type: "keyword" },
    { query: 'NETWORK_DIRECTION("ff02::1"::ip, "8.8.8.8"::ip, ["link_local_multicast"])', result: "outbound", type: "keyword" },
    { query: 'NETWORK_DIRECTION(null, "8.8.8.8"::ip, "private")', result: null, type: "keyword" },
    {
      query: 'NETWORK_DIRECTION("8.8.8.8"::ip, "1.1.1.1"::ip, "home")',
      result: null,
      type: "keyword",
      warning: "java.lang.IllegalArgumentException: 'home' is not an IP string literal.",
    },
  ],
});
