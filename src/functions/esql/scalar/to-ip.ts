import { formatIp, parseIp } from "../../../event/ip.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import type { PreparedCall } from "../function.ts";
import { STRING } from "../type-sets.ts";
import { withoutLeadingZeros } from "../ip-zeros.ts";

const LEADING_ZEROS = ["reject", "octal", "decimal"] as const;
type LeadingZeros = (typeof LEADING_ZEROS)[number];

const isLeadingZeros = (value: unknown): value is LeadingZeros => LEADING_ZEROS.includes(value as LeadingZeros);

const parse =
  (zeros: LeadingZeros): PreparedCall =>
  ([value], context) => {
    const text = value as string;
    const plain = zeros === "reject" ? text : withoutLeadingZeros(text, zeros === "octal" ? 8 : 10);
    const address = plain === undefined ? undefined : parseIp(plain);
    return address === undefined ? fail(context, ILLEGAL_ARGUMENT, `'${text}' is not an IP string literal.`) : formatIp(address);
  };

export const toIp = scalar({
  name: "to_ip",
  summary: "An address of its text. The option `leading_zeros` says how `010` is read: `reject` (the default), `octal` or `decimal`.",
  params: [{ name: "field", types: ["ip", ...STRING] }],
  options: ["leading_zeros"],
  multi: "each",
  result: "ip",
  prepare: ([argument], options) => {
    const zeros = options?.["leading_zeros"] ?? "reject";
    if (!isLeadingZeros(zeros)) return { fault: `Illegal leading_zeros [${String(zeros)}]: must be one of ${LEADING_ZEROS.join(", ")}` };
    return argument?.type === "ip" ? ([value]) => value ?? null : parse(zeros);
  },
  examples: [
    { query: 'TO_IP("1.1.1.1")', result: "1.1.1.1", type: "ip" },
    { query: 'TO_IP("0:0:0:0:0:0:0:1")', result: "::1", type: "ip" },
    {
      query: 'TO_IP("1.1.010.1")',
      result: null,
      type: "ip",
      warning: "java.lang.IllegalArgumentException: '1.1.010.1' is not an IP string literal.",
    },
    { query: 'TO_IP("1.1.010.1", {"leading_zeros": "octal"})', result: "1.1.8.1", type: "ip" },
    { query: 'TO_IP("1.1.010.1", {"leading_zeros": "decimal"})', result: "1.1.10.1", type: "ip" },
  ],
});
