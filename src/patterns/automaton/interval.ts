import type { IntervalRegexp, Regexp } from "../regexp.ts";

/**
 * A numeric interval written out as alternatives of digits. As Lucene has it: with a number of digits exactly so
 * many, else any number of leading zeros.
 */
export function expandInterval({ from, to, digits }: IntervalRegexp): Regexp {
  if (digits > 0) return between(String(from).padStart(digits, "0"), String(to).padStart(digits, "0"));
  const items: Regexp[] = [];
  for (let length = String(from).length; length <= String(to).length; length++) {
    const least = Math.max(from, length === 1 ? 0 : 10 ** (length - 1));
    items.push(between(String(least), String(Math.min(to, 10 ** length - 1))));
  }
  const zeros: Regexp = { kind: "repeat", item: digit("0", "0"), min: 0, max: null };
  return sequence(zeros, { kind: "either", items });
}

/** All texts of digits from `low` to `high`, which are of one length. */
function between(low: string, high: string): Regexp {
  const [first, last] = [low[0], high[0]];
  if (first === undefined || last === undefined) return sequence();
  const rest = low.length - 1;
  if (first === last) return sequence(digit(first, first), between(low.slice(1), high.slice(1)));
  const items = [
    sequence(digit(first, first), between(low.slice(1), "9".repeat(rest))),
    sequence(digit(last, last), between("0".repeat(rest), high.slice(1))),
  ];
  if (Number(last) - Number(first) > 1) {
    const inner = digit(String(Number(first) + 1), String(Number(last) - 1));
    items.push(sequence(inner, { kind: "repeat", item: digit("0", "9"), min: rest, max: rest }));
  }
  return { kind: "either", items };
}

const sequence = (...items: Regexp[]): Regexp => ({ kind: "sequence", items });
const digit = (from: string, to: string): Regexp => ({
  kind: "set",
  negated: false,
  ranges: [{ from: from.charCodeAt(0), to: to.charCodeAt(0) }],
});
