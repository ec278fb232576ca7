/** Names of event data in the order Windows has it, for exports that leave the names out. Facts of the providers' manifests. */
const SYSMON: Readonly<Record<string, string>> = {
  "1":
    "RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company OriginalFileName CommandLine CurrentDirectory User LogonGuid LogonId " +
    "TerminalSessionId IntegrityLevel Hashes ParentProcessGuid ParentProcessId ParentImage ParentCommandLine ParentUser",
  "2": "RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime PreviousCreationUtcTime User",
  "3":
    "RuleName UtcTime ProcessGuid ProcessId Image User Protocol Initiated SourceIsIpv6 SourceIp SourceHostname SourcePort SourcePortName " +
    "DestinationIsIpv6 DestinationIp DestinationHostname DestinationPort DestinationPortName",
  "5": "RuleName UtcTime ProcessGuid ProcessId Image User",
  "6": "RuleName UtcTime ImageLoaded Hashes Signed Signature SignatureStatus",
  "7": "RuleName UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion Description Product Company OriginalFileName Hashes Signed Signature SignatureStatus User",
  "8":
    "RuleName UtcTime SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid TargetProcessId TargetImage NewThreadId StartAddress StartModule StartFunction " +
    "SourceUser TargetUser",
  "9": "RuleName UtcTime ProcessGuid ProcessId Image Device User",
  "10":
    "RuleName UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage TargetProcessGUID TargetProcessId TargetImage GrantedAccess CallTrace " +
    "SourceUser TargetUser",
  "11": "RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime User",
  "12": "RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject User",
  "13": "RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject Details User",
  "14": "RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject NewName User",
  "15": "RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime Hash Contents User",
  "17": "RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image User",
  "18": "RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image User",
  "22": "RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image User",
  "23": "RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable Archived",
};

const SECURITY: Readonly<Record<string, string>> = {
  "4624":
    "SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType LogonProcessName " +
    "AuthenticationPackageName WorkstationName LogonGuid TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort ImpersonationLevel " +
    "RestrictedAdminMode TargetOutboundUserName TargetOutboundDomainName VirtualAccount TargetLinkedLogonId ElevatedToken",
  "4625":
    "SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName Status FailureReason SubStatus LogonType " +
    "LogonProcessName AuthenticationPackageName WorkstationName TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort",
  "4688":
    "SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId NewProcessId NewProcessName TokenElevationType ProcessId CommandLine " +
    "TargetUserSid TargetUserName TargetDomainName TargetLogonId ParentProcessName MandatoryLabel",
  "4697":
    "SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId ServiceName ServiceFileName ServiceType ServiceStartType ServiceAccount",
  "4698": "SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TaskName TaskContent",
};

const PROVIDERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Microsoft-Windows-Sysmon": SYSMON,
  "Microsoft-Windows-Security-Auditing": SECURITY,
  "Microsoft-Windows-PowerShell": {
    "4103": "ContextInfo UserData Payload",
    "4104": "MessageNumber MessageTotal ScriptBlockText ScriptBlockId Path",
    "4105": "ScriptBlockId RunspaceId",
    "4106": "ScriptBlockId RunspaceId",
  },
  "Service Control Manager": {
    "7036": "param1 param2",
    "7040": "param1 param2 param3 param4",
    "7045": "ServiceName ImagePath ServiceType StartType AccountName",
  },
};

/**
 * The names of an event's data, of which there are `count`. Later versions add names at the end, so that fewer values
 * take the first ones; undefined where the event is not known, or has more values than names.
 */
export function dataNames(provider: string, eventId: string, count: number): readonly string[] | undefined {
  const known = Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined;
  const names = known && Object.hasOwn(known, eventId) ? known[eventId]?.split(" ") : undefined;
  return names && count <= names.length ? names.slice(0, count) : undefined;
}
