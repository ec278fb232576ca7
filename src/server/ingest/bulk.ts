import { dateIndex } from "./date-index.ts";
import { isJsonObject } from "../../event/json.ts";
import { type DocumentFault, documentOf, idFault, indexFault, type ReadDocument } from "./document.ts";
import type { EventLines, SentLine } from "./event-lines.ts";

export const BULK_ACTIONS = ["index", "create", "update", "delete"] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** One item of a bulk request: a document to take, or why it is not taken. */
export interface BulkItem {
  readonly action: BulkAction;
  readonly index: string;
  readonly id: string | null;
  readonly outcome: ReadDocument | { readonly fault: DocumentFault };
}

/** The request cannot be read as a whole: nothing of it is taken. */
export interface BulkFault {
  readonly reason: string;
}

const LINE_BREAK = 10;

/**
 * Reads a bulk request as Elasticsearch does: action and document lines, blank lines ignored. A line that cannot be told
 * apart from others spoils the request; a bad document or name only its item.
 * @param target the index of the path, for actions that name none
 */
export function readBulk(body: Buffer, target: string | undefined, eventLines: EventLines): readonly BulkItem[] | BulkFault {
  if (body.length === 0) return { reason: "request body is required" };
  if (body.at(-1) !== LINE_BREAK) return { reason: "The bulk request must be terminated by a newline [\\n]" };
  const items: BulkItem[] = [];
  const actions = new ActionReader(target);
  let action: Action | undefined;
  let last = 0;
  for (const line of eventLines.of(body)) {
    last = line.number;
    if (action) {
      items.push(itemOf(action, outcomeOf(action, line)));
      action = undefined;
      continue;
    }
    const read = actions.read(line);
    if ("reason" in read) return read;
    if (read.action === "delete") items.push(itemOf(read, { fault: notTaken("delete") }));
    else action = read;
  }
  if (action) return { reason: `Malformed action/metadata line [${last}], expected a document after it` };
  return items.length > 0 ? items : { reason: "no requests added" };
}

interface Action extends Pick<BulkItem, "action" | "index" | "id"> {
  /** Why no document is taken by it. */
  readonly fault: DocumentFault | undefined;
}

/** Reads action lines; shippers write the same one again and again. */
class ActionReader {
  readonly #target: string | undefined;
  #line: Buffer = Buffer.alloc(0);
  #last: Action | undefined;

  constructor(target: string | undefined) {
    this.#target = target;
  }

  read({ bytes, number }: SentLine): Action | BulkFault {
    if (this.#last && this.#line.equals(bytes)) return this.#last;
    const read = readAction(bytes, this.#target, number);
    if ("reason" in read) return read;
    this.#line = bytes;
    return (this.#last = read);
  }
}

function readAction(line: Buffer, target: string | undefined, number: number): Action | BulkFault {
  const malformed = (why: string): BulkFault => ({ reason: `Malformed action/metadata line [${number}], ${why}` });
  let parsed: unknown;
  try {
    parsed = JSON.parse(line.toString("utf8"));
  } catch {
    return malformed("it is not valid JSON");
  }
  if (!isJsonObject(parsed)) return malformed("expected an object");
  const [[name, given] = ["", null], ...more] = Object.entries(parsed);
  const action = BULK_ACTIONS.find((known) => known === name);
  if (!action) return malformed(`expected one of [create, delete, index, update] but found [${name.slice(0, 100)}]`);
  if (more.length > 0) return malformed("expected one action");
  if (!isJsonObject(given)) return malformed(`expected an object under [${action}]`);
  const { _index: index = target ?? "", _id: id = null, op_type: kind } = given;
  if (typeof index !== "string" || (id !== null && typeof id !== "string" && typeof id !== "number"))
    return malformed("_index and _id are texts");
  return actionOf(
    action === "index" && kind === "create" ? kind : action,
    dateIndex(index, Date.now()),
    id === null || id === "" ? null : String(id),
  );
}

function actionOf(action: BulkAction, index: string, id: string | null): Action {
  if (action === "update") return { action, index, id, fault: notTaken("update") };
  return { action, index, id, fault: index === "" ? noIndex : (indexFault(index) ?? idFault(id)) };
}

const itemOf = ({ action, index, id }: Action, outcome: BulkItem["outcome"]): BulkItem => ({ action, index, id, outcome });

const outcomeOf = ({ fault }: Action, line: SentLine): BulkItem["outcome"] => (fault ? { fault } : documentOf(line));

const noIndex: DocumentFault = {
  status: 400,
  type: "action_request_validation_exception",
  reason: "Validation Failed: 1: index is missing;",
};

const notTaken = (action: string): DocumentFault => ({
  status: 400,
  type: "illegal_argument_exception",
  reason: `Tocsin takes events and keeps them as they came: the action [${action}] is not supported, use [create] or [index]`,
});
