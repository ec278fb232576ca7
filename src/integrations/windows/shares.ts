import type { WindowsDocument } from "./document.ts";
import { baseName, directoryName, extensionOf } from "./paths.ts";
import { dataText } from "./values.ts";

const SHARE_EVENTS = new Set(["5140", "5145"]);

/** 5140, 5145: the file behind a network share, by its local path and by the share's name. */
export function setShare({ event, set }: WindowsDocument): void {
  if (!SHARE_EVENTS.has(event.eventId)) return;
  const target = dataText(event.data, "RelativeTargetName");
  const local = dataText(event.data, "ShareLocalPath");
  const share = dataText(event.data, "ShareName");
  if (target === undefined) return;
  const path = local === undefined ? target : join(withoutPrefix(local), target);
  set("file.path", path);
  set("file.directory", directoryName(path));
  set("file.name", baseName(path) ?? target);
  set("file.extension", extensionOf(path));
  if (share !== undefined) set("file.target_path", join(share, target));
}

const join = (folder: string, rest: string): string =>
  `${folder.endsWith("\\") ? folder.slice(0, -1) : folder}\\${rest.startsWith("\\") ? rest.slice(1) : rest}`;

/** Windows names local paths in the form of the object manager: `\??\C:\…`. */
const withoutPrefix = (path: string): string => (path.startsWith("\\??\\") ? path.slice("\\??\\".length) : path);
