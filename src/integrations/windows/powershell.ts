import type { JsonObject } from "../../event/json.ts";
import { splitArguments } from "./command-line.ts";
import { parseContext } from "./context-info.ts";
import { classify, setCommand, setProgram, type WindowsDocument } from "./document.ts";
import { invocationDetails } from "./invocation-details.ts";
import { measureScript } from "./script-block.ts";
import { setPath } from "./sysmon-files.ts";
import { splitAccount } from "./users.ts";
import { numberOf, takeText } from "./values.ts";

const TYPES: Readonly<Record<string, string>> = { "4105": "start", "4106": "end" };

/** Maps events of PowerShell's operational log, as Elastic's `windows.powershell_operational` does. */
export function mapPowershell(document: WindowsDocument): void {
  const { event, set } = document;
  classify(document, { category: ["process"], type: [TYPES[event.eventId] ?? "info"] });
  set("user.id", event.user.identifier);
  set("user.name", event.user.name);
  set("user.domain", event.user.domain);
  document.add("related.user", event.user.name);
  set("process.pid", event.pid);
  setContext(document, takeText(event.data, "ContextInfo"));
  setInvocation(document, takeText(event.data, "Payload"));
  setScriptBlock(document);
  set("powershell.runspace_id", takeText(event.data, "RunspaceId"));
}

/** What a context says about the host, the engine and the command. */
export function setContext(document: WindowsDocument, text: string | undefined): void {
  if (text === undefined) return;
  const context = parseContext(text);
  const value = (name: string): string | undefined => context.get(name) || undefined;
  const { set } = document;
  const application = value("HostApplication");
  setCommand(document, "process", application, splitArguments);
  setProgram(document, "process", programOf(application));
  set("process.title", value("HostName"));
  set("process.entity_id", value("HostID") ?? value("HostId"));
  set("powershell.process.executable_version", value("HostVersion"));
  set("powershell.engine.version", value("EngineVersion"));
  set("powershell.engine.new_state", value("NewEngineState"));
  set("powershell.engine.previous_state", value("PreviousEngineState"));
  set("powershell.provider.name", value("ProviderName"));
  set("powershell.provider.new_state", value("NewProviderState"));
  set("powershell.runspace_id", value("RunspaceID") ?? value("RunspaceId"));
  set("powershell.pipeline_id", value("PipelineID") ?? value("PipelineId"));
  set("powershell.command.name", value("CommandName"));
  set("powershell.command.type", value("CommandType"));
  set("powershell.command.path", value("CommandPath"));
  set("powershell.command.value", value("CommandLine"));
  set("powershell.id", value("ShellID"));
  set("powershell.sequence", numberOf(value("DetailSequence")));
  set("powershell.total", numberOf(value("DetailTotal")));
  set("event.sequence", numberOf(value("SequenceNumber")));
  const script = value("ScriptName");
  if (script !== undefined) setPath(document, script);
  setContextUser(document, value("User") ?? value("UserId"));
}

/** The program of a command line, where it is given by its path. */
function programOf(line: string | undefined): string | undefined {
  const first = line === undefined ? undefined : splitArguments(line)[0];
  return first?.includes("\\") ? first : undefined;
}

function setContextUser({ set, add }: WindowsDocument, user: string | undefined): void {
  const account = user === undefined ? undefined : splitAccount(user);
  if (!account) return;
  set("user.domain", account.domain);
  set("user.name", account.name);
  add("related.user", account.name);
}

/** The commands of a pipeline, a line each. */
export function setInvocation({ set }: WindowsDocument, payload: string | undefined): void {
  if (payload === undefined) return;
  const details: JsonObject[] = invocationDetails(payload);
  if (details.length > 0) set("powershell.command.invocation_details", details);
}

/** 4104: a script's text, one part of it where it is long, and measures of the text. */
function setScriptBlock(document: WindowsDocument): void {
  const { event, set } = document;
  const { data } = event;
  set("powershell.file.script_block_id", takeText(data, "ScriptBlockId"));
  set("powershell.sequence", numberOf(takeText(data, "MessageNumber")));
  set("powershell.total", numberOf(takeText(data, "MessageTotal")));
  const path = event.eventId === "4104" ? takeText(data, "Path") : undefined;
  if (path !== undefined) setPath(document, path);
  const text = takeText(data, "ScriptBlockText")?.trim();
  if (text === undefined) return;
  set("powershell.file.script_block_text", text);
  const measures = measureScript(text);
  if (!measures) return;
  set("powershell.file.script_block_hash", measures.hash);
  set("powershell.file.script_block_length", measures.length);
  set("powershell.file.script_block_unique_symbols", measures.uniqueSymbols);
  set("powershell.file.script_block_entropy_bits", measures.entropyBits);
  set("powershell.file.script_block_entropy_normalized", measures.entropyNormalized);
  set("powershell.file.script_block_surprisal_stdev", measures.surprisalStdev);
}
