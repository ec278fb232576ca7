import type { XmlAttribute, XmlElement } from "../../../event/xml/element.ts";
import { type Budget, spend, spendAgain } from "./budget.ts";
import type { Complete, Substitution, TemplateElement, TemplatePart, TemplateValue } from "./template.ts";

/** Gives the value of a place; null where there is none. */
export type ValueOf = (id: number) => TemplateValue;

/** Puts values into a template's elements. */
export function instantiate(parts: readonly TemplatePart[], valueOf: ValueOf, budget: Budget): readonly XmlElement[] {
  const children: (XmlElement | string)[] = [];
  for (const part of parts) addPart(part, valueOf, budget, children);
  return children.filter((child): child is XmlElement => typeof child !== "string");
}

function addPart(part: TemplatePart, valueOf: ValueOf, budget: Budget, out: (XmlElement | string)[]): void {
  if (typeof part === "string") addText(part, budget, out);
  else if (part.kind === "element") addElement(part, valueOf, budget, out);
  else if (part.kind === "complete") addComplete(part, budget, out);
  else addValue(valueOf(part.id), budget, out);
}

function addText(text: string, budget: Budget, out: (XmlElement | string)[]): void {
  spend(budget, text.length);
  if (text !== "") out.push(text);
}

function addValue(value: TemplateValue, budget: Budget, out: (XmlElement | string)[]): void {
  if (value === null) return;
  if (typeof value === "string") addText(value, budget, out);
  else if ("elements" in value) addComplete(value, budget, out);
  else addText(value.join(", "), budget, out);
}

function addComplete(complete: Complete, budget: Budget, out: (XmlElement | string)[]): void {
  spendAgain(budget, complete);
  for (const element of complete.elements) out.push(element);
}

/** An element whose only content is a list stands once for each of its values. */
function addElement(element: TemplateElement, valueOf: ValueOf, budget: Budget, out: (XmlElement | string)[]): void {
  spend(budget, 0);
  const { name } = element;
  const [only, second] = element.children;
  const alone = second === undefined && only !== undefined && typeof only !== "string" && only.kind === "substitution" ? only : undefined;
  if (alone && isAbsent(alone, valueOf)) return;
  const attributes = attributesOf(element, valueOf, budget);
  const value = alone ? valueOf(alone.id) : undefined;
  if (value && typeof value !== "string" && !("elements" in value) && value.length > 0) {
    for (const each of value) {
      spend(budget, each.length);
      out.push({ name, attributes, children: each === "" ? [] : [each] });
    }
    return;
  }
  const children: (XmlElement | string)[] = [];
  for (const child of element.children) addPart(child, valueOf, budget, children);
  out.push({ name, attributes, children });
}

const isAbsent = (place: Substitution, valueOf: ValueOf): boolean => place.optional && valueOf(place.id) === null;

function attributesOf({ attributes }: TemplateElement, valueOf: ValueOf, budget: Budget): readonly XmlAttribute[] {
  const result: XmlAttribute[] = [];
  for (const { name, parts } of attributes) {
    if (name === "xmlns" || parts.some((part) => typeof part !== "string" && part.kind === "substitution" && isAbsent(part, valueOf)))
      continue;
    const texts: (XmlElement | string)[] = [];
    for (const part of parts) addPart(part, valueOf, budget, texts);
    result.push({ name, value: texts.filter((text) => typeof text === "string").join("") });
  }
  return result;
}
