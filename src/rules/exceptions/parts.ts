import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import type { ExceptionDocument } from "../read/document.ts";
import { present } from "../read/unwrap.ts";
import { joinPath } from "../read/places.ts";

/** A list or an item as a file says it, before any check. */
export interface ExceptionPart {
  readonly kind: "list" | "item";
  readonly document: ExceptionDocument;
  /** Where it stands in the document. */
  readonly path: string;
  readonly value: Json;
  /** Of a list in a repository's file: the file's `rule_ids`. */
  readonly ruleIds: readonly string[];
  /** Of an item in a repository's file: the container it stands under. */
  readonly container?: JsonObject;
}

/** The lists and items of a document, lists before their items. */
export function partsOf(document: ExceptionDocument): readonly ExceptionPart[] {
  const { value, base } = document;
  const { exceptions } = value;
  if (Array.isArray(exceptions)) return exceptions.flatMap((entry, i) => tableParts(document, entry, joinPath(base, `exceptions.${i}`)));
  const kind = "entries" in value || "item_id" in value ? "item" : "list";
  return [{ kind, document, path: base, value: present(value), ruleIds: [] }];
}

/** One of `[[exceptions]]`: a container and its items. */
function tableParts(document: ExceptionDocument, entry: Json, path: string): readonly ExceptionPart[] {
  const { container = {}, items = [] } = isJsonObject(entry) ? entry : {};
  const members = Array.isArray(items) ? items : [items];
  const list: ExceptionPart = {
    kind: "list",
    document,
    path: joinPath(path, "container"),
    value: withListId(isJsonObject(container) ? present(container) : container, members),
    ruleIds: boundRules(document.value),
  };
  const own: { readonly container?: JsonObject } = isJsonObject(list.value) ? { container: list.value } : {};
  return [
    list,
    ...members.map((item, i): ExceptionPart => {
      const value = isJsonObject(item) ? { ...pick(own.container), ...present(item) } : item;
      return { kind: "item", document, path: joinPath(path, `items.${i}`), value, ruleIds: [], ...own };
    }),
  ];
}

/** An item that does not say so belongs to the list it stands under. */
const pick = ({ list_id }: JsonObject = {}): JsonObject => (list_id === undefined ? {} : { list_id });

/** A container may leave its id to its items. */
function withListId(container: Json, items: readonly Json[]): Json {
  if (!isJsonObject(container) || container["list_id"] !== undefined) return container;
  const named = items.find((item) => isJsonObject(item) && typeof item["list_id"] === "string");
  return isJsonObject(named) ? { ...container, list_id: named["list_id"] as string } : container;
}

function boundRules({ metadata }: JsonObject): readonly string[] {
  const ids = isJsonObject(metadata) ? metadata["rule_ids"] : undefined;
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}
