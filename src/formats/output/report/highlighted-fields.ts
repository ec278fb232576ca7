import type { JsonObject } from "../../../event/json.ts";
import { compilePath } from "../../../event/path.ts";

/** A field of an event that a reader wants to see first. */
export interface HighlightedField {
  readonly name: string;
  readonly values: readonly string[];
  /** The rule names it, rather than this file. */
  readonly chosen: boolean;
}

/** What tells most about events of any kind, where a rule says nothing. */
// biome-ignore format: table
const FIELDS = [
  "event.action", "event.outcome", "event.code", "event.provider", "event.dataset",
  "process.executable", "process.command_line", "process.pid", "process.working_directory", "process.pe.original_file_name",
  "process.hash.sha256", "process.code_signature.subject_name", "process.code_signature.trusted",
  "process.parent.executable", "process.parent.command_line", "process.parent.pid",
  "file.path", "file.hash.sha256", "registry.path", "registry.data.strings", "dll.path",
  "dns.question.name", "url.full", "http.request.method", "source.ip", "source.port", "destination.ip", "destination.port", "network.protocol",
  "user.domain", "user.effective.name", "user.target.name", "user_agent.original", "source.geo.country_name",
  "cloud.provider", "cloud.account.id", "cloud.region", "aws.cloudtrail.user_identity.arn", "aws.cloudtrail.error_code",
  "threat.enrichments.matched.field", "threat.enrichments.matched.atomic", "threat.enrichments.indicator.type",
  "powershell.file.script_block_text", "winlog.event_data.TargetUserName", "message",
] as const;

const MOST = 40;
const MAX_VALUES = 8;
const readers = new Map(FIELDS.map((name) => [name as string, compilePath(name)]));

/** The fields that an event has of those the rule names, in its order, then of the usual ones. */
export function highlightedFields(event: JsonObject, chosen: readonly string[]): readonly HighlightedField[] {
  const names = [...new Set([...chosen, ...FIELDS])];
  const fields = names.flatMap((name) => {
    const values = (readers.get(name) ?? compilePath(name))(event)
      .map(String)
      .filter((value) => value !== "");
    return values.length === 0 ? [] : [{ name, values: shortList(values), chosen: chosen.includes(name) }];
  });
  return fields.slice(0, MOST);
}

const shortList = (values: readonly string[]): readonly string[] =>
  values.length <= MAX_VALUES ? values : [...values.slice(0, MAX_VALUES), `… ${values.length - MAX_VALUES} more`];
