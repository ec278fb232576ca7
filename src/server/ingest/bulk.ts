import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { type DocumentFault, idFault, indexFault, readDocument } from "./document.ts";

export const BULK_ACTIONS = ["index", "create", "update", "delete"] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** One item of a bulk request: a document to take, or why it is not taken. */
export interface BulkItem {
  readonly action: BulkAction;
  readonly index: string;
  readonly id: string | null;
  readonly outcome: { readonly document: JsonObject; readonly json: Buffer } | { readonly fault: DocumentFault };
}

/** The request cannot be read as a whole: nothing of it is taken. */
export interface BulkFault {
  readonly reason: string;
}

const LINE_BREAK = 10;
const CARRIAGE_RETURN = 13;

/**
 * Reads a bulk request as Elasticsearch does: action and document lines, blank lines ignored. A line that cannot be told
 * apart from others spoils the request; a bad document or name only its item.
 * @param target the index of the path, for actions that name none
 */
export function readBulk(body: Buffer, target: string | undefined): readonly BulkItem[] | BulkFault {
  if (body.length === 0) return { reason: "request body is required" };
  if (body.at(-1) !== LINE_BREAK) return { reason: "The bulk request must be terminated by a newline [\\n]" };
  const items: BulkItem[] = [];
  const lines = createLines(body);
  for (let line = lines.next(); line; line = lines.next()) {
    const action = readAction(line, target, lines.number);
    if ("reason" in action) return action;
    if (action.action === "delete") items.push({ ...action, outcome: { fault: notTaken("delete") } });
    else {
      const document = lines.next();
      if (!document) return { reason: `Malformed action/metadata line [${lines.number}], expected a document after it` };
      items.push({ ...action, outcome: outcomeOf(action, document) });
    }
  }
  return items.length > 0 ? items : { reason: "no requests added" };
}

type Action = Pick<BulkItem, "action" | "index" | "id">;

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
  return { action: action === "index" && kind === "create" ? kind : action, index, id: id === null || id === "" ? null : String(id) };
}

function outcomeOf({ action, index, id }: Action, line: Buffer): BulkItem["outcome"] {
  if (action === "update") return { fault: notTaken("update") };
  const fault = index === "" ? noIndex : (indexFault(index) ?? idFault(id));
  if (fault) return { fault };
  const read = readDocument(line);
  return "fault" in read ? read : { document: read.document, json: line };
}

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

function createLines(body: Buffer): { next(): Buffer | undefined; readonly number: number } {
  let at = 0;
  let number = 0;
  return {
    next() {
      while (at < body.length) {
        const found = body.indexOf(LINE_BREAK, at);
        const end = found === -1 ? body.length : found;
        const line = body.subarray(at, end > at && body[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
        at = end + 1;
        number++;
        if (line.length > 0) return line;
      }
      return undefined;
    },
    get number() {
      return number;
    },
  };
}
