import { classify, type WindowsDocument } from "./document.ts";
import { setContext, setInvocation } from "./powershell.ts";
import { dataText } from "./values.ts";

const TYPES: Readonly<Record<string, string>> = { "400": "start", "403": "end" };

/**
 * Maps events of the log «Windows PowerShell», as Elastic's `windows.powershell` does. The data has no names: for 800
 * they are the command line, the context and the details; for the others two texts come before the context.
 */
export function mapClassicPowershell(document: WindowsDocument): void {
  const { event, set } = document;
  classify(document, { category: ["process"], type: [TYPES[event.eventId] ?? "info"] });
  set("user.id", event.user.identifier);
  if (event.eventId === "800") {
    setContext(document, takeParameter(document, "param2"));
    setInvocation(document, takeParameter(document, "param3"));
    set("powershell.command.value", takeParameter(document, "param1")?.trim());
  } else if (event.data.size > 0) setContext(document, takeContext(document));
  else setContext(document, contextOfMessage(event.message));
}

function takeParameter({ event }: WindowsDocument, name: string): string | undefined {
  const text = dataText(event.data, name);
  event.data.delete(name);
  return text;
}

/** The data that holds lines `Key=Value`. */
function takeContext({ event }: WindowsDocument): string | undefined {
  for (const [name, value] of event.data) {
    if (typeof value !== "string" || !value.includes("HostApplication=")) continue;
    for (const other of ["param1", "param2", name]) event.data.delete(other);
    return value;
  }
  return undefined;
}

/** Exports without data have the context in the message. */
function contextOfMessage(message: string | undefined): string | undefined {
  const at = message?.indexOf("\tNewEngineState=") ?? -1;
  const other = at === -1 ? (message?.indexOf("\tProviderName=") ?? -1) : at;
  return other === -1 ? undefined : message?.slice(other);
}
