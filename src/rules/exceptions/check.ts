import { z } from "zod";
import { type Code, type Diagnostic, didYouMean, isError } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import type { ExceptionDocument } from "../read/document.ts";
import { joinPath } from "../read/places.ts";
import { diagnose, type Finding } from "../schema/finding.ts";
import { schemaFindings } from "../schema/issues.ts";
import { nonBlank } from "../schema/values.ts";
import { ENTRY_TYPES } from "./entries/table.ts";
import { operator } from "./entry-schema.ts";
import type { EntryType } from "./entry-type.ts";
import type { EntryKind, ExceptionEntry } from "./model.ts";
import type { ExceptionPart } from "./parts.ts";
import { fileMetadataSchema, itemSchema, listSchema } from "./schema.ts";

/** Every fault of a list or an item. With an error an item is not applied; a list is, where its id is known. */
export function checkPart(part: ExceptionPart): readonly Diagnostic[] {
  const { kind, value, path, document } = part;
  const findings = kind === "list" ? listFindings(value, path) : itemFindings(value, path, part.container);
  return findings.map((finding) => diagnose(document, finding)).sort(byPlace);
}

/** Faults of what stands beside the lists in a repository's file. */
export function checkMetadata({ value, base, ...document }: ExceptionDocument): readonly Diagnostic[] {
  if (!Array.isArray(value["exceptions"]) || value["metadata"] === undefined) return [];
  const findings = schemaFindings(fileMetadataSchema, value["metadata"], joinPath(base, "metadata"));
  return findings.map((finding) => diagnose(document, finding));
}

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  (a.span?.start ?? 0) - (b.span?.start ?? 0) || Number(isError(b)) - Number(isError(a));

const listFindings = (value: Json, path: string): readonly Finding[] => schemaFindings(listSchema, value, path).map(softened);

function itemFindings(value: Json, path: string, container: JsonObject | undefined): readonly Finding[] {
  const found = schemaFindings(itemSchema, value, path).map((finding) => softened(recoded(finding, ITEM_CODES)));
  if (!isJsonObject(value) || !Array.isArray(value["entries"])) return found;
  const listType = container?.["type"];
  const endpoint = typeof listType === "string" && listType.startsWith("endpoint");
  return [
    ...found,
    ...value["entries"].flatMap((entry, i) => {
      const at = joinPath(path, `entries.${i}`);
      return [...entryFindings(entry, at, ALL_KINDS), ...(endpoint ? excludedFindings(entry, at) : [])];
    }),
  ];
}

/** A list or item without a name is shown by its id. */
const softened = (finding: Finding): Finding =>
  finding.code === "T1011" && finding.path.endsWith(".name") ? { ...finding, severity: "warning" } : finding;

const ALL_KINDS = Object.keys(ENTRY_TYPES) as readonly EntryKind[];
const INNER_KINDS: readonly EntryKind[] = ALL_KINDS.filter((kind) => kind !== "nested" && kind !== "list");

/** @param allowed the types of entry that may stand here */
function entryFindings(entry: Json, path: string, allowed: readonly EntryKind[]): readonly Finding[] {
  if (!isJsonObject(entry)) return [];
  const { type } = entry;
  if (typeof type !== "string") return schemaFindings(anyEntrySchema, entry, path);
  const kind = ALL_KINDS.find((known) => known === type);
  if (!kind) {
    const hint = didYouMean(type, allowed) ?? `the types are ${allowed.join(", ")}`;
    const rest = schemaFindings(anyEntrySchema, entry, path).map((finding) => recoded(finding, ENTRY_CODES));
    return [{ code: "T1103", path: `${path}.type`, message: `there is no entry type \`${type}\``, hint }, ...rest];
  }
  if (!allowed.includes(kind)) {
    const hint = `the types there are ${allowed.join(", ")}`;
    return [{ code: "T1107", path: `${path}.type`, message: `a ${kind} entry cannot stand inside a nested one`, hint }];
  }
  return kindFindings(ENTRY_TYPES[kind] as EntryType<EntryKind>, entry, path);
}

/** What can be said of an entry whose type is at fault. */
const anyEntrySchema = z.looseObject({ type: z.string(), field: nonBlank, operator: operator.optional() });

function kindFindings(kind: EntryType<EntryKind>, entry: JsonObject, path: string): readonly Finding[] {
  const schema = z.strictObject({ type: z.literal(kind.type), field: nonBlank, ...kind.keys });
  const found = schemaFindings(schema, entry, path).map((finding) => recoded(finding, ENTRY_CODES));
  const inner = kind.type === "nested" && Array.isArray(entry["entries"]) ? entry["entries"] : [];
  found.push(...inner.flatMap((each, i) => entryFindings(each, `${path}.entries.${i}`, INNER_KINDS)));
  const sound = !found.some(({ severity = "error" }) => severity === "error");
  return sound && kind.check ? [...found, ...kind.check(entry as unknown as ExceptionEntry, path)] : found;
}

function excludedFindings(entry: Json, path: string): readonly Finding[] {
  if (!isJsonObject(entry) || entry["operator"] !== "excluded") return [];
  const message = "entries of endpoint lists cannot be `excluded`";
  return [{ code: "T1114", path: `${path}.operator`, message, severity: "warning" }];
}

/** What a fault of a key is called here, by the last key of its path that is no number. */
type KeyCodes = Readonly<Record<string, Partial<Readonly<Record<Code, Code>>>>>;

const ITEM_CODES: KeyCodes = { expire_time: { T1012: "T1109", T1015: "T1109" } };

const ENTRY_CODES: KeyCodes = {
  operator: { T1013: "T1104" },
  value: { T1011: "T1105", T1014: "T1106", T1015: "T1106" },
  list: { T1011: "T1108" },
  id: { T1011: "T1108", T1015: "T1108" },
};

function recoded(finding: Finding, codes: KeyCodes): Finding {
  const key = finding.path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "";
  const code = codes[key]?.[finding.code];
  return code ? { ...finding, code } : finding;
}
