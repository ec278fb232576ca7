import type { XmlElement } from "../../../event/xml/element.ts";

/** An element of binary XML with places for values. */
export interface TemplateElement {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly parts: readonly TemplatePart[] }[];
  readonly children: readonly TemplatePart[];
}

/** The place of a value. An optional one takes its element or attribute with it when the value is null. */
export interface Substitution {
  readonly kind: "substitution";
  readonly id: number;
  readonly optional: boolean;
}

/** Elements that are complete, and what making them cost: every use costs the same again. */
export interface Complete {
  readonly kind: "complete";
  readonly elements: readonly XmlElement[];
  readonly nodes: number;
  readonly units: number;
}

export type TemplatePart = string | TemplateElement | Substitution | Complete;

/** What fills a place: null, a text, a list (its element is repeated), or elements. */
export type TemplateValue = null | string | readonly string[] | Complete;
