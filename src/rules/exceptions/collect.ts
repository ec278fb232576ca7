import { isDeepStrictEqual } from "node:util";
import { type Diagnostic, didYouMean, isError, locate } from "../../diagnostics/index.ts";
import { isJsonObject } from "../../event/json.ts";
import type { ExceptionDocument } from "../read/document.ts";
import { nearestSpan } from "../read/document.ts";
import { joinPath } from "../read/places.ts";
import { diagnose, type Finding } from "../schema/finding.ts";
import { buildItem, buildListHead, type ListHead } from "./build.ts";
import { checkMetadata, checkPart } from "./check.ts";
import type { ExceptionItem, ExceptionList } from "./model.ts";
import { type ExceptionPart, partsOf } from "./parts.ts";

/** Puts lists and items of all files together; items may come before their list and from another file. */
export class ExceptionCollector {
  readonly problems: Diagnostic[] = [];
  readonly #lists = new Map<string, { head: ListHead; readonly part: ExceptionPart; readonly items: ExceptionItem[]; count: number }>();
  readonly #items: ExceptionPart[] = [];
  readonly #byId = new Map<string, ExceptionPart>();

  add(document: ExceptionDocument): void {
    this.problems.push(...checkMetadata(document));
    for (const part of partsOf(document)) {
      const faults = checkPart(part);
      this.problems.push(...faults);
      if (part.kind === "list") this.#addList(part);
      else if (!faults.some(isError)) this.#items.push(part);
    }
  }

  #addList(part: ExceptionPart): void {
    const head = buildListHead(part);
    if (!head) return;
    const first = this.#lists.get(head.id);
    if (!first) {
      this.#lists.set(head.id, { head, part, items: [], count: 0 });
      return;
    }
    first.head = { ...first.head, ruleIds: [...new Set([...first.head.ruleIds, ...head.ruleIds])] };
    if (first.head.name !== head.name || first.head.type !== head.type) {
      const message = `the list \`${head.id}\` was described differently before; the first description is used`;
      this.#report(part, { code: "T1112", path: "list_id", message, severity: "warning" }, first.part);
    }
  }

  result(): readonly ExceptionList[] {
    for (const part of this.#items) this.#place(part);
    return [...this.#lists.values()].map(({ head, items }) => ({ ...head, items }));
  }

  /** Gives an item, in which no error was found, to its list. */
  #place(part: ExceptionPart): void {
    const { list_id, item_id } = part.value as { readonly list_id: string; readonly item_id?: string };
    const list = this.#lists.get(list_id);
    if (!list) return this.#reportOrphan(part, list_id);
    list.count++;
    const id = item_id ?? `${list.head.id}.${list.count}`;
    const first = this.#byId.get(id);
    if (first) return this.#reportTwin(part, id, first);
    this.#byId.set(id, part);
    list.items.push(buildItem(part, id));
  }

  #reportOrphan(part: ExceptionPart, listId: string): void {
    const hint = didYouMean(listId, this.#lists.keys()) ?? "give the file that describes the list too";
    this.#report(part, { code: "T1110", path: "list_id", message: `there is no exception list \`${listId}\``, hint });
  }

  /** An item that two exports hold alike is no fault. */
  #reportTwin(part: ExceptionPart, id: string, first: ExceptionPart): void {
    if (isDeepStrictEqual(meaningOf(part), meaningOf(first))) return;
    const hint = "give one of them an id of its own; the first one is used";
    this.#report(part, { code: "T1111", path: "item_id", message: `the item id \`${id}\` is taken`, hint }, first);
  }

  /** @param first where the same id was seen before */
  #report({ document, path }: ExceptionPart, finding: Finding, first?: ExceptionPart): void {
    const problem = diagnose(document, { ...finding, path: joinPath(path, finding.path) });
    if (!first) this.problems.push(problem);
    else {
      const at = locate(first.document.source, nearestSpan(first.document, joinPath(first.path, finding.path)));
      this.problems.push(Object.freeze({ ...problem, related: [{ message: "the first one is here", location: at }] }));
    }
  }
}

/** What an item does, without the bookkeeping round it. */
function meaningOf({ value }: ExceptionPart): unknown {
  const { list_id, entries, os_types = [], expire_time } = isJsonObject(value) ? value : {};
  return { list_id, entries, os_types, expire_time };
}
