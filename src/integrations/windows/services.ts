import type { WindowsDocument } from "./document.ts";
import { dataText } from "./values.ts";

const SERVICE_TYPES: Readonly<Record<string, string>> = {
  "0x1": "Kernel Driver",
  "0x2": "File System Driver",
  "0x8": "Recognizer Driver",
  "0x10": "Win32 Own Process",
  "0x20": "Win32 Share Process",
  "0x110": "Interactive Own Process",
  "0x120": "Interactive Share Process",
};

/** 4697: the service that was installed. */
export function setServiceInstall({ event, set }: WindowsDocument): void {
  if (event.eventId !== "4697") return;
  set("service.name", event.data.get("ServiceName"));
  const type = dataText(event.data, "ServiceType");
  if (type !== undefined) set("service.type", SERVICE_TYPES[type.toLowerCase()] ?? type);
}

/** What a number means in the event of a service manager, which exports give raw and Windows shows in words. */
const RENDERED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ServiceType: {
    "0x1": "kernel mode driver",
    "0x2": "file system driver",
    "0x10": "user mode service",
    "0x20": "user mode service",
  },
  StartType: { "0": "boot start", "1": "system start", "2": "auto start", "3": "demand start", "4": "disabled" },
};

/** 7045: numbers of the service's type and start in words, as Windows shows them. */
export function setServiceTexts({ event }: WindowsDocument): void {
  if (event.eventId !== "7045") return;
  for (const [name, texts] of Object.entries(RENDERED)) {
    const text = texts[dataText(event.data, name)?.toLowerCase() ?? ""];
    if (text !== undefined) event.data.set(name, text);
  }
}
