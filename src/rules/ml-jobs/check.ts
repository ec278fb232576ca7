import { didYouMean } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { DERIVED_FUNCTIONS } from "../../operators/anomaly/derived/table.ts";
import type { DetectorFunction } from "../../operators/anomaly/detector-function.ts";
import { DETECTOR_NAMES, detectorFunction, readDetectorName } from "../../operators/anomaly/functions/table.ts";
import type { Finding } from "../schema/finding.ts";

/** What a job's schema cannot say: whether its functions exist and have what they are computed from. */
export function detectorFindings(job: JsonObject, path: string): readonly Finding[] {
  const detectors = Array.isArray(job["detectors"]) ? job["detectors"] : [];
  const fields = isJsonObject(job["fields"]) ? Object.entries(job["fields"]) : [];
  return [
    ...detectors.flatMap((each, i) => (isJsonObject(each) ? findingsOf(each, `${path}.detectors.${i}`) : [])),
    ...fields.flatMap(([name, value]) => computedFindings(value, `${path}.fields.${name}`)),
  ];
}

function findingsOf(detector: JsonObject, path: string): readonly Finding[] {
  const { function: written } = detector;
  if (typeof written !== "string" || written.trim() === "") return [];
  const read = readDetectorName(written);
  if (!read) {
    const hint = didYouMean(written, DETECTOR_NAMES) ?? `the functions are ${DETECTOR_NAMES.join(", ")}`;
    return [{ code: "T1403", path: `${path}.function`, message: `there is no detector function \`${written}\``, hint }];
  }
  return lackOf(detectorFunction(read.name), written, detector).map(([key, message]) => ({
    code: "T1404",
    path: key in detector ? `${path}.${key}` : `${path}.function`,
    message,
  }));
}

function lackOf(
  { field, model, silence }: DetectorFunction,
  name: string,
  detector: JsonObject,
): readonly (readonly [key: string, message: string])[] {
  const has = (key: string): boolean => detector[key] !== undefined;
  return [
    ...(field !== "none" && !has("field_name") ? [["field_name", `\`${name}\` needs \`field_name\``] as const] : []),
    ...(field === "none" && has("field_name") ? [["field_name", `\`${name}\` takes no \`field_name\``] as const] : []),
    ...(model === "rarity" && !has("by_field_name") ? [["by_field_name", `\`${name}\` needs \`by_field_name\``] as const] : []),
    ...(model === "clock" && has("over_field_name") ? [["over_field_name", `\`${name}\` takes no \`over_field_name\``] as const] : []),
    ...(name.startsWith("low_") && silence === "zero" && has("over_field_name")
      ? [["over_field_name", `\`${name}\` takes no \`over_field_name\`: who is not there cannot be compared`] as const]
      : []),
  ];
}

function computedFindings(value: Json, path: string): readonly Finding[] {
  const written = isJsonObject(value) ? value["function"] : undefined;
  if (typeof written !== "string" || Object.hasOwn(DERIVED_FUNCTIONS, written)) return [];
  const known = Object.keys(DERIVED_FUNCTIONS);
  const hint = didYouMean(written, known) ?? `the functions are ${known.join(", ")}`;
  return [{ code: "T1406", path: `${path}.function`, message: `there is no function \`${written}\` that computes a field`, hint }];
}
