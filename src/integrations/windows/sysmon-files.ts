import type { EcsDocument } from "../ecs-document.ts";
import type { WindowsDocument } from "./document.ts";
import { baseName, directoryName, extensionOf, programName } from "./paths.ts";
import { dataText, takeText } from "./values.ts";

/** The file, pipe, device or library of an event. */
export function setFile(document: WindowsDocument): void {
  const { event, set } = document;
  const { data } = event;
  const path =
    takeText(data, "TargetFilename") ?? (event.eventId === "9" ? takeText(data, "Device") : undefined) ?? takeText(data, "ImageLoaded");
  if (path !== undefined) setPath(document, path);
  set("file.name", takeText(data, "PipeName"));
  const flag = (name: string): boolean | undefined => {
    const text = takeText(data, name);
    return text === undefined ? undefined : text.toLowerCase() === "true";
  };
  set("sysmon.file.is_executable", flag("IsExecutable"));
  set("sysmon.file.archived", flag("Archived"));
}

/** A path with its parts. */
export function setPath({ set }: EcsDocument, path: string): void {
  set("file.path", path);
  set("file.directory", directoryName(path) ?? unixDirectory(path));
  set("file.name", programName(path) ?? baseName(path));
  set("file.extension", extensionOf(path));
}

function unixDirectory(path: string): string | undefined {
  const at = path.lastIndexOf("/");
  return at > 0 ? path.slice(0, at) : undefined;
}

/** Code 7: the file as a library, and its signature under both names. `Signed` is `true`, `false`, or what is wrong. */
export function setLibrary({ event, set, get }: WindowsDocument): void {
  const { data } = event;
  set("dll.path", get("file.path"));
  set("dll.name", get("file.name"));
  const signed = dataText(data, "Signed");
  const isSigned = signed === "true" ? true : signed === "false" ? false : undefined;
  const [subject, status] = [dataText(data, "Signature"), dataText(data, "SignatureStatus")];
  const isValid = isSigned === true && status === "Valid";
  for (const field of ["file.code_signature", "dll.code_signature"]) {
    set(`${field}.subject_name`, subject);
    set(`${field}.status`, status);
    set(`${field}.exists`, isSigned);
  }
  set("file.code_signature.trusted", isValid);
  set("file.code_signature.valid", status === undefined ? undefined : isValid);
  if (isSigned === undefined) set("dll.code_signature.status", signed);
  else set("dll.code_signature.trusted", isValid);
}
