import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { exceptionStore } from "../../store/exceptions.ts";
import { HttpError } from "../http/http-error.ts";
import type { Service } from "../service.ts";
import { readSentRule } from "./api-rule.ts";
import { keepItem, keepList } from "./exceptions.ts";
import { keepRule } from "./rule-store.ts";

/** What an import came to, as Kibana tells it. */
export interface ImportReport {
  readonly rules: number;
  readonly imported: number;
  readonly errors: readonly JsonObject[];
  readonly exceptions: number;
  readonly exceptionErrors: readonly JsonObject[];
  readonly connectors: number;
}

export interface ImportChoices {
  readonly overwrite: boolean;
  readonly overwriteExceptions: boolean;
  readonly by: string;
}

/** Takes an export line by line: rules, exception lists, items; what is wrong with one is told and the rest goes on. In force after `reload`. */
export function importLines(text: string, choices: ImportChoices, service: Service): ImportReport {
  const errors: JsonObject[] = [];
  const exceptionErrors: JsonObject[] = [];
  const counts = { rules: 0, imported: 0, exceptions: 0, connectors: 0 };
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const object = readLine(line);
    if (!object) errors.push(fault("(unknown id)", 400, "a line is not a JSON object"));
    else if (object["exported_count"] !== undefined || object["exported_rules_count"] !== undefined) continue;
    else if (object["attributes"] !== undefined && typeof object["type"] === "string") counts.connectors++;
    else if (object["list_id"] !== undefined && object["rule_id"] === undefined) {
      const failed = attempt(String(object["item_id"] ?? object["list_id"]), () => importException(object, choices, service));
      if (failed) exceptionErrors.push(failed);
      else counts.exceptions++;
    } else {
      counts.rules++;
      const failed = attempt(String(object["rule_id"] ?? "(unknown id)"), () => importRule(object, choices, service));
      if (failed) errors.push(failed);
      else counts.imported++;
    }
  }
  return { ...counts, errors, exceptionErrors };
}

function importRule(object: JsonObject, { overwrite, by }: ImportChoices, service: Service): void {
  const sent = readSentRule(object, service.catalog.surroundings);
  const isTaken = service.catalog.rules.some(({ rule }) => rule.id === sent.rule.id);
  if (isTaken && !overwrite) throw new HttpError(409, "conflict", `rule_id: "${sent.rule.id}" already exists`);
  keepRule(sent, by, service);
}

function importException(object: JsonObject, { overwriteExceptions, by }: ImportChoices, service: Service): void {
  const store = exceptionStore(service.database);
  const isItem = object["item_id"] !== undefined || object["entries"] !== undefined;
  const id = String(isItem ? object["item_id"] : object["list_id"]);
  const isTaken = (isItem ? store.item(id) : store.list(id)) !== undefined;
  if (isTaken && !overwriteExceptions)
    throw new HttpError(409, "conflict", `Found that ${isItem ? "item_id" : "list_id"}: "${id}" already exists`);
  if (isItem) keepItem(object, by, service);
  else keepList(object, by, service);
}

function attempt(id: string, work: () => void): JsonObject | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return fault(id, error.status, error.message);
  }
}

const fault = (id: string, status: number, message: string): JsonObject => ({ rule_id: id, error: { status_code: status, message } });

function readLine(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
