/** An XML element, without what events never use: comments, processing instructions, prefixes of namespaces. */
export interface XmlElement {
  readonly name: string;
  /** In their order, namespace declarations left out. */
  readonly attributes: readonly XmlAttribute[];
  /** Elements and text, in their order. */
  readonly children: readonly (XmlElement | string)[];
}

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
}

/** The value of an attribute; undefined where the element has none of that name. */
export const attributeOf = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find((attribute) => attribute.name === name)?.value;

/** All text directly inside an element. */
export function textOf(element: XmlElement): string {
  let text = "";
  for (const child of element.children) if (typeof child === "string") text += child;
  return text;
}

/** The elements directly inside an element. */
export const elementsOf = (element: XmlElement): readonly XmlElement[] =>
  element.children.filter((child): child is XmlElement => typeof child !== "string");

/** The first element of a name directly inside an element. */
export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child): child is XmlElement => typeof child !== "string" && child.name === name);
