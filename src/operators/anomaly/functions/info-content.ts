import { deflateRawSync } from "node:zlib";
import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import type { Sample } from "../sample.ts";
import { ValuesTally } from "../tally.ts";

/** How many bytes the distinct values of a field take, in order and compressed: it grows with their number, length and randomness. */
export const infoContent: DetectorFunction = defineFunction({
  name: "info_content",
  sides: ALL_SIDES,
  field: "text",
  model: "amount",
  silence: "nothing",
  tally: () => new ValuesTally(),
  value: ({ sample }) => informationIn(sample),
});

/** Of a sample of too many values: extrapolated to all of them. */
function informationIn(sample: Sample): number | undefined {
  const entries = sample.entries();
  if (entries.length === 0) return undefined;
  const bytes = deflateRawSync(entries.map(([value]) => value).join("\n")).length;
  return (bytes * sample.distinct) / entries.length;
}
