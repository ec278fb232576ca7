import type { Json, JsonObject } from "../json.ts";
import { attributeOf, elementsOf, textOf, type XmlElement } from "./element.ts";

/** Where an element's attributes stand in its object. */
export const ATTRIBUTES = "#attributes";
/** Where an element's text stands in its object, when it has attributes too. */
export const TEXT = "#text";

/**
 * A Windows event (`<Event>`) as an object, in the layout that evtx_dump and Chainsaw write:
 * `{ Event: { System: { EventID: "1", Provider: { "#attributes": { Name } } }, EventData: { Image: "…" } } }`. Every value
 * is the text that the XML has. An element without attributes and elements is its text; equal names make a list;
 * `<Data Name="x">` is under `x`, and data without a name in the list `Data`.
 */
export function windowsEventObject(event: XmlElement): JsonObject {
  const object: JsonObject = {};
  for (const part of elementsOf(event)) {
    if (part.name === "EventData" || part.name === "ProcessingErrorData") put(object, part.name, namedData(part));
    else put(object, part.name, valueOf(part));
  }
  return { Event: object };
}

/** The object of an `<EventData>` element. */
export function namedData(element: XmlElement): JsonObject {
  const object: JsonObject = {};
  const { attributes } = element;
  if (attributes.length > 0) object[ATTRIBUTES] = attributeObject(element);
  const unnamed: Json[] = [];
  for (const part of elementsOf(element)) {
    const name = part.name === "Data" || part.name === "ComplexData" ? attributeOf(part, "Name") : undefined;
    if (name !== undefined) put(object, name, part.children.some((child) => typeof child !== "string") ? valueOf(part) : textOf(part));
    else if (part.name === "Data") unnamed.push(valueOf(part));
    else put(object, part.name, valueOf(part));
  }
  if (unnamed.length > 0) object["Data"] = unnamed;
  return object;
}

function valueOf(element: XmlElement): Json {
  const parts = elementsOf(element);
  if (parts.length === 0 && element.attributes.length === 0) return textOf(element);
  const object: JsonObject = {};
  if (element.attributes.length > 0) object[ATTRIBUTES] = attributeObject(element);
  for (const part of parts) put(object, part.name, valueOf(part));
  const text = textOf(element).trim();
  if (text !== "") object[TEXT] = text;
  return object;
}

const attributeObject = ({ attributes }: XmlElement): JsonObject =>
  Object.fromEntries(attributes.map(({ name, value }) => [name, value] as const));

/** A key that is there already becomes a list. `__proto__` in the data is a key like any other. */
function put(object: JsonObject, key: string, value: Json): void {
  const known = Object.hasOwn(object, key) ? object[key] : undefined;
  if (Array.isArray(known)) known.push(value);
  else if (known !== undefined) object[key] = [known, value];
  else if (key === "__proto__") Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
