import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { formatTime, parseTime } from "../../event/time.ts";
import { type IndicatorDocument, VALID_UNTIL } from "../../operators/indicator-match-document.ts";
import type { StixFact } from "./alternatives.ts";
import type { StixContext } from "./context.ts";
import { type IndicatorField, observableOf } from "./observables.ts";
import { type StixObject, textOf } from "./object.ts";

/** The dataset of indicators that were read from STIX; rules for threat intelligence take modules named `ti_…`. */
const MODULE = "ti_stix";

/** What a set of facts comes to in ECS, and the facts that have no field there. */
export interface Described {
  readonly type: string;
  /** What names the indicator comes first. */
  readonly fields: readonly IndicatorField[];
  readonly unknown: number;
}

/** Undefined: none of the facts can be looked up. */
export function describe(facts: readonly StixFact[]): Described | undefined {
  const known = facts.map(({ path, value }) => observableOf(path, value)).filter((each) => each !== undefined);
  const main = known.find(({ type }) => type !== "port") ?? known[0];
  if (!main) return undefined;
  const fields = [main, ...known.filter((each) => each !== main)].flatMap((each) => each.fields);
  return { type: main.type, fields: withValueInPath(fields), unknown: facts.length - known.length };
}

/** ECS's registry path ends with the name of the value. */
function withValueInPath(fields: readonly IndicatorField[]): readonly IndicatorField[] {
  const value = fields.find(([field]) => field === "registry.value")?.[1];
  return value === undefined ? fields : fields.map(([field, text]) => [field, field === "registry.path" ? `${text}\\${value}` : text]);
}

/**
 * One alternative of a STIX object as an ECS threat document.
 * @param now epoch milliseconds: `@timestamp` of an object that has no time of its own
 */
export function threatDocument(
  object: StixObject,
  { type, fields }: Described,
  context: StixContext,
  now: number | undefined,
): IndicatorDocument {
  const indicator: JsonObject = { type, ...aboutIndicator(object, context) };
  for (const [field, value] of fields) put(indicator, field.split("."), value);
  indicator["name"] ??= String(fields[0]?.[1] ?? type);
  const provider = context.providerOf(object);
  const time = textOf(object["modified"]) ?? textOf(object["created"]) ?? (now === undefined ? undefined : formatTime(now));
  const labels = [object["labels"], object["indicator_types"]].flat().filter((label) => typeof label === "string");
  const document: IndicatorDocument = {
    ...(time !== undefined && { "@timestamp": time }),
    event: { kind: "enrichment", category: ["threat"], type: ["indicator"], module: MODULE, dataset: `${MODULE}.indicator` },
    threat: { indicator, ...(provider !== undefined && { feed: { name: provider } }) },
    ...(labels.length > 0 && { tags: [...new Set(labels)] }),
    _id: object.id,
  };
  const until = textOf(object["valid_until"]);
  const end = until === undefined ? undefined : parseTime(until);
  if (end !== undefined) document[VALID_UNTIL] = end;
  return document;
}

function aboutIndicator(object: StixObject, context: StixContext): JsonObject {
  const sightings = context.sightingsOf(object);
  const isIndicator = object.type === "indicator";
  const parts: Readonly<Record<string, Json | undefined>> = {
    description: textOf(object["description"]) ?? (isIndicator ? textOf(object["name"]) : undefined),
    provider: context.providerOf(object),
    confidence: confidenceOf(object["confidence"]),
    first_seen: textOf(object["valid_from"]),
    last_seen: sightings?.last,
    modified_at: textOf(object["modified"]),
    sightings: sightings?.count,
    reference: referenceOf(object["external_references"]),
    marking: markingOf(context.tlpOf(object)),
  };
  return Object.fromEntries(Object.entries(parts).filter((part): part is [string, Json] => part[1] !== undefined));
}

const markingOf = (tlp: string | undefined): JsonObject | undefined => (tlp === undefined ? undefined : { tlp });

/** STIX counts from 0 to 100; ECS has the words of STIX's «None / Low / Med / High» scale. */
function confidenceOf(value: Json | undefined): string | undefined {
  if (typeof value !== "number") return undefined;
  return value <= 0 ? "None" : value < 30 ? "Low" : value < 70 ? "Medium" : "High";
}

function referenceOf(references: Json | undefined): string | undefined {
  const found = Array.isArray(references) ? references.find((each) => isJsonObject(each) && textOf(each["url"]) !== undefined) : undefined;
  return isJsonObject(found) ? textOf(found["url"]) : undefined;
}

/** Sets a field; of several values it becomes the list. */
function put(into: JsonObject, [key = "", ...rest]: readonly string[], value: Json): void {
  if (rest.length > 0) {
    const inner = into[key];
    const object: JsonObject = isJsonObject(inner) ? inner : {};
    into[key] = object;
    put(object, rest, value);
    return;
  }
  const before = into[key];
  into[key] = before === undefined || before === value ? value : [before, value].flat();
}
