import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";

/** The marking definitions that the STIX and TLP specifications fix. */
// biome-ignore format: table
const KNOWN: ReadonlyMap<string, string> = new Map([
  ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "WHITE"],
  ["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", "GREEN"],
  ["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", "AMBER"],
  ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "RED"],
  ["marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "CLEAR"],
  ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "GREEN"],
  ["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", "AMBER"],
  ["marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "AMBER+STRICT"],
  ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", "RED"],
]);

/** From the most to the least restricted: an object with several markings has the first of these. */
const ORDER: readonly string[] = ["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR", "WHITE"];

/** The traffic light of an object's markings, as ECS writes it. `defined` are those that the feed brings itself. */
export function tlpOf(refs: Json | undefined, defined: ReadonlyMap<string, string>): string | undefined {
  if (!Array.isArray(refs)) return undefined;
  const found = new Set(refs.map((ref) => (typeof ref === "string" ? (KNOWN.get(ref) ?? defined.get(ref)) : undefined)));
  return ORDER.find((color) => found.has(color));
}

/** The traffic light that a marking definition stands for, in the form of TLP 1 or of the TLP 2 extension. */
export function tlpDefinition(object: JsonObject): string | undefined {
  const { definition, extensions } = object;
  const first = isJsonObject(definition) ? definition["tlp"] : undefined;
  const later = isJsonObject(extensions)
    ? Object.values(extensions).find((each) => isJsonObject(each) && each["tlp_2_0"] !== undefined)
    : undefined;
  const color = first ?? (isJsonObject(later) ? later["tlp_2_0"] : undefined);
  return typeof color === "string" && ORDER.includes(color.toUpperCase()) ? color.toUpperCase() : undefined;
}
