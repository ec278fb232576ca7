import type { Recognised } from "./recognise.ts";

/** Logs with a mapping of their own, by channel. Any other is `windows`. */
const CHANNELS: Readonly<Record<string, string>> = {
  "Microsoft-Windows-Sysmon/Operational": "sysmon",
  "Linux-Sysmon/Operational": "sysmon-linux",
  Security: "windows-security",
  System: "windows-system",
  Application: "windows-system",
  "Windows PowerShell": "powershell-classic",
  "Microsoft-Windows-PowerShell/Operational": "powershell-operational",
  "PowerShellCore/Operational": "powershell-operational",
  "Microsoft-Windows-TaskScheduler/Operational": "task-scheduler",
  "Microsoft-Windows-Windows Defender/Operational": "defender",
  "Microsoft-Windows-WMI-Activity/Operational": "wmi-activity",
  "Microsoft-Windows-Bits-Client/Operational": "bits-client",
};

/** Providers that write into channels of any name: `ForwardedEvents`, where a collector does not keep the first one. */
const PROVIDERS: Readonly<Record<string, string>> = {
  "Microsoft-Windows-Sysmon": "sysmon",
  "Linux-Sysmon": "sysmon-linux",
  "Microsoft-Windows-Security-Auditing": "windows-security",
  "Microsoft-Windows-PowerShell": "powershell-operational",
};

/** The name of the integration that a record belongs to: exactly one. */
export function logOf({ channel, provider = "" }: Recognised): string {
  if (Object.hasOwn(CHANNELS, channel)) return CHANNELS[channel] as string;
  return (Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined) ?? "windows";
}
