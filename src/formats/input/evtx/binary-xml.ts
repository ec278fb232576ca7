import type { XmlElement } from "../../../event/xml/element.ts";
import { type Budget, createBudget, spend } from "./budget.ts";
import { Cursor } from "./cursor.ts";
import { damage } from "./damage.ts";
import { instantiate } from "./instantiate.ts";
import type { Complete, TemplateElement, TemplatePart, TemplateValue } from "./template.ts";
import { ARRAY, decodeValue, VALUE } from "./values.ts";

/** Tokens of binary XML (MS-EVEN6 2.2.12), without the bit {@link MORE}. */
const TOKEN = {
  end: 0x00,
  openStart: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  charReference: 0x08,
  entityReference: 0x09,
  piTarget: 0x0a,
  piData: 0x0b,
  template: 0x0c,
  substitution: 0x0d,
  optional: 0x0e,
  fragment: 0x0f,
} as const;

/** More of the kind follow; on an element: attributes do. */
const MORE = 0x40;

/** Elements, templates and values of binary XML inside one another. */
const MAX_DEPTH = 64;

/** Values of one template instance. */
const MAX_VALUES = 0x10000;

/** Offset of a template's parts behind its beginning: the next template, a GUID, the size. */
const TEMPLATE_HEADER = 24;

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** What is being read: the bytes, and whether elements carry the number that elements in values do not have. */
interface Part {
  readonly cursor: Cursor;
  /** Elements begin with a dependency id. Values of the type «binary XML» are written without. */
  readonly withIds: boolean;
  readonly depth: number;
}

/** Reads the binary XML of one chunk: names and templates are shared by its records, by their offset in it. */
export class BinaryXmlReader {
  readonly #chunk: Buffer;
  readonly #budget: Budget = createBudget();
  readonly #names = new Map<number, string>();
  /** Null while it is being read: a template cannot hold itself. */
  readonly #templates = new Map<number, readonly TemplatePart[] | null>();

  constructor(chunk: Buffer) {
    this.#chunk = chunk;
  }

  /**
   * The elements of the record's data in `[at, end)`.
   * @throws a damage where the data is not what it promises to be
   */
  read(at: number, end: number): readonly XmlElement[] {
    return this.#fragment({ cursor: new Cursor(this.#chunk, at, end), withIds: true, depth: 0 });
  }

  #fragment(part: Part): readonly XmlElement[] {
    const parts = this.#parts(part);
    return instantiate(parts, () => null, this.#budget);
  }

  /** Everything up to the end token, or the end of the data. */
  #parts(part: Part): TemplatePart[] {
    if (part.depth > MAX_DEPTH) throw damage(`more than ${MAX_DEPTH} levels stand inside one another`);
    const { cursor } = part;
    const parts: TemplatePart[] = [];
    while (cursor.left > 0) {
      const token = this.#token(cursor);
      if (token === TOKEN.end) break;
      if (token === TOKEN.fragment) cursor.skip(3);
      else this.#content(token, part, parts);
    }
    return parts;
  }

  #token(cursor: Cursor): number {
    spend(this.#budget, 0);
    return cursor.u8() & ~MORE;
  }

  #content(token: number, part: Part, out: TemplatePart[]): void {
    const { cursor } = part;
    switch (token) {
      case TOKEN.openStart:
        out.push(this.#element({ ...part, depth: part.depth + 1 }));
        return;
      case TOKEN.template:
        out.push(this.#complete(() => this.#instance(part)));
        return;
      case TOKEN.value:
        out.push(this.#inlineValue(cursor));
        return;
      case TOKEN.substitution:
      case TOKEN.optional:
        out.push({ kind: "substitution", id: cursor.u16(), optional: token === TOKEN.optional });
        cursor.skip(1);
        return;
      case TOKEN.cdata:
        out.push(cursor.utf16(cursor.u16()));
        return;
      case TOKEN.charReference:
        out.push(String.fromCharCode(cursor.u16()));
        return;
      case TOKEN.entityReference:
        out.push(entityText(this.#name(cursor)));
        return;
      case TOKEN.piTarget:
        this.#name(cursor);
        return;
      case TOKEN.piData:
        cursor.skip(2 * cursor.u16());
        return;
      default:
        throw damage(`there is no token 0x${token.toString(16)} in binary XML`);
    }
  }

  #element(part: Part): TemplateElement {
    if (part.depth > MAX_DEPTH) throw damage(`more than ${MAX_DEPTH} levels stand inside one another`);
    const { cursor } = part;
    const hasAttributes = ((cursor.bytes[cursor.at - 1] as number) & MORE) !== 0;
    if (this.#hasDependencyId(part)) cursor.skip(2);
    cursor.skip(4);
    const name = this.#name(cursor);
    if (hasAttributes) cursor.skip(4);
    const attributes: TemplateElement["attributes"][number][] = [];
    const children: TemplatePart[] = [];
    let token = this.#token(cursor);
    for (; token === TOKEN.attribute; token = this.#token(cursor)) attributes.push(this.#attribute(part));
    if (token === TOKEN.closeStart) {
      for (token = this.#token(cursor); token !== TOKEN.endElement; token = this.#token(cursor)) this.#content(token, part, children);
    } else if (token !== TOKEN.closeEmpty) throw damage("an element's start does not end");
    return { kind: "element", name, attributes, children };
  }

  /** Some writers leave the number out where others have it: where the usual layout names no name, the other one does. */
  #hasDependencyId({ cursor, withIds }: Part): boolean {
    const usual = cursor.at + (withIds ? 2 : 0) + 4;
    const other = cursor.at + (withIds ? 0 : 2) + 4;
    return this.#isName(usual) || !this.#isName(other) ? withIds : !withIds;
  }

  /** Whether a reference to a name stands at a place: the name is there, or follows at once. */
  #isName(at: number): boolean {
    if (at + 4 > this.#chunk.length) return false;
    const offset = this.#chunk.readUInt32LE(at);
    if (this.#names.has(offset)) return true;
    if (offset + 8 > this.#chunk.length) return false;
    const length = this.#chunk.readUInt16LE(offset + 6);
    const end = offset + 8 + 2 * length;
    return length > 0 && end + 2 <= this.#chunk.length && this.#chunk.readUInt16LE(end) === 0;
  }

  /** An attribute's value goes up to the first token that can be no part of it. */
  #attribute(part: Part): { readonly name: string; readonly parts: readonly TemplatePart[] } {
    const { cursor } = part;
    const name = this.#name(cursor);
    const parts: TemplatePart[] = [];
    while (cursor.left > 0 && ATTRIBUTE_PARTS.has((cursor.bytes[cursor.at] as number) & ~MORE)) {
      this.#content(this.#token(cursor), part, parts);
    }
    return { name, parts };
  }

  #inlineValue(cursor: Cursor): string {
    const type = cursor.u8();
    if (type === VALUE.text) return cursor.utf16(cursor.u16());
    throw damage(`a value of type 0x${type.toString(16)} stands in an element`);
  }

  /** A name stands where it is used first; later uses name its offset. */
  #name(cursor: Cursor): string {
    const offset = cursor.u32();
    const isHere = offset === cursor.at;
    const known = this.#names.get(offset);
    const place = isHere ? cursor : new Cursor(this.#chunk, offset, this.#chunk.length);
    if (known !== undefined && !isHere) return known;
    place.skip(6);
    const name = place.utf16(place.u16());
    place.skip(2);
    this.#names.set(offset, name);
    return name;
  }

  /** A template and the values to put into it. */
  #instance(part: Part): readonly XmlElement[] {
    const { cursor, depth } = part;
    cursor.skip(5);
    const offset = cursor.u32();
    if (offset === cursor.at) cursor.skip(this.#templateSize(offset));
    const parts = this.#template(offset, depth + 1);
    const values = this.#values(cursor);
    return instantiate(parts, this.#valueReader(values, depth + 1), this.#budget);
  }

  #complete(make: () => readonly XmlElement[]): Complete {
    const { nodes, units } = this.#budget;
    const elements = make();
    return { kind: "complete", elements, nodes: nodes - this.#budget.nodes, units: units - this.#budget.units };
  }

  #templateSize(offset: number): number {
    const header = new Cursor(this.#chunk, offset, this.#chunk.length);
    header.skip(TEMPLATE_HEADER - 4);
    return TEMPLATE_HEADER + header.u32();
  }

  #template(offset: number, depth: number): readonly TemplatePart[] {
    const known = this.#templates.get(offset);
    if (known) return known;
    if (known === null) throw damage("a template holds itself");
    this.#templates.set(offset, null);
    const from = offset + TEMPLATE_HEADER;
    const cursor = new Cursor(this.#chunk, from, offset + this.#templateSize(offset));
    try {
      const parts = this.#parts({ cursor, withIds: true, depth });
      this.#templates.set(offset, parts);
      return parts;
    } finally {
      if (this.#templates.get(offset) === null) this.#templates.delete(offset);
    }
  }

  /** Types and places of an instance's values: a list of sizes and types, and the values behind it. */
  #values(cursor: Cursor): readonly ValuePlace[] {
    const count = cursor.u32();
    if (count > MAX_VALUES) throw damage("a template has too many values");
    const values: ValuePlace[] = [];
    let size = 0;
    for (let i = 0; i < count; i++) {
      const length = cursor.u16();
      const type = cursor.u8();
      cursor.skip(1);
      values.push({ type, at: size, end: size + length });
      size += length;
    }
    const from = cursor.at;
    cursor.skip(size);
    return values.map(({ type, at, end }) => ({ type, at: from + at, end: from + end }));
  }

  /** Decodes a value when it is asked for first. */
  #valueReader(places: readonly ValuePlace[], depth: number): (id: number) => TemplateValue {
    const decoded: TemplateValue[] = [];
    return (id) => {
      const place = places[id];
      if (!place) return null;
      return (decoded[id] ??= this.#value(place, depth));
    };
  }

  #value({ type, at, end }: ValuePlace, depth: number): TemplateValue {
    if (type === VALUE.null) return null;
    if ((type & ~ARRAY) === VALUE.binaryXml) {
      const cursor = new Cursor(this.#chunk, at, end);
      return this.#complete(() => this.#fragment({ cursor, withIds: false, depth: depth + 1 }));
    }
    const value = decodeValue(type, this.#chunk, at, end);
    if (value === undefined) throw damage(`a value of type 0x${type.toString(16)} has ${end - at} bytes`);
    return value;
  }
}

interface ValuePlace {
  readonly type: number;
  readonly at: number;
  readonly end: number;
}

const ATTRIBUTE_PARTS: ReadonlySet<number> = new Set([
  TOKEN.value,
  TOKEN.substitution,
  TOKEN.optional,
  TOKEN.charReference,
  TOKEN.entityReference,
]);

const entityText = (name: string): string => (Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] as string) : `&${name};`);
