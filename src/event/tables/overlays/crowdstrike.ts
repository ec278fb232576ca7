import type { Overlay } from "../overlay.ts";

/** CrowdStrike Falcon and Falcon Data Replicator, whose fields keep the vendor's names. */
export const CROWDSTRIKE: Overlay = {
  title: "CrowdStrike",
  fields: {
    keyword: `
      crowdstrike.aid crowdstrike.alert.agent_id crowdstrike.alert.cid crowdstrike.alert.composite_id crowdstrike.alert.display_name
      crowdstrike.alert.id crowdstrike.alert.name crowdstrike.alert.severity_name crowdstrike.alert.status crowdstrike.alert.tactic
      crowdstrike.alert.technique crowdstrike.cid crowdstrike.event.CommandLine crowdstrike.event.Commands crowdstrike.event.ComputerName
      crowdstrike.event.ConnectionDirection crowdstrike.event.CustomerId crowdstrike.event.DetectDescription crowdstrike.event.DetectId
      crowdstrike.event.DetectName crowdstrike.event.DeviceId crowdstrike.event.EventType crowdstrike.event.FalconHostLink
      crowdstrike.event.FileName crowdstrike.event.FilePath crowdstrike.event.GrandparentCommandLine
      crowdstrike.event.GrandparentImageFileName crowdstrike.event.HostName crowdstrike.event.HostnameField crowdstrike.event.ICMPCode
      crowdstrike.event.ICMPType crowdstrike.event.IOCType crowdstrike.event.IOCValue crowdstrike.event.ImageFileName crowdstrike.event.Ipv
      crowdstrike.event.LocalIP crowdstrike.event.MACAddress crowdstrike.event.MD5String crowdstrike.event.MachineDomain
      crowdstrike.event.NetworkProfile crowdstrike.event.Objective crowdstrike.event.OperationName crowdstrike.event.ParentCommandLine
      crowdstrike.event.ParentImageFileName crowdstrike.event.PatternDispositionDescription crowdstrike.event.PolicyID
      crowdstrike.event.PolicyName crowdstrike.event.Protocol crowdstrike.event.RuleAction crowdstrike.event.RuleDescription
      crowdstrike.event.RuleFamilyID crowdstrike.event.RuleGroupName crowdstrike.event.RuleId crowdstrike.event.RuleName
      crowdstrike.event.SHA1String crowdstrike.event.SHA256String crowdstrike.event.SensorId crowdstrike.event.ServiceName
      crowdstrike.event.SessionId crowdstrike.event.SeverityName crowdstrike.event.State crowdstrike.event.Status crowdstrike.event.Tactic
      crowdstrike.event.Technique crowdstrike.event.TreeID crowdstrike.event.UserId crowdstrike.event.UserIp crowdstrike.event.UserName
      crowdstrike.event_simple_name crowdstrike.metadata.customerIDString crowdstrike.metadata.eventType crowdstrike.metadata.version
      crowdstrike.name
    `,
    long: `
      crowdstrike.event.LateralMovement crowdstrike.event.LocalPort crowdstrike.event.MatchCount
      crowdstrike.event.MatchCountSinceLastReport crowdstrike.event.PID crowdstrike.event.RemotePort
    `,
    integer: `
      crowdstrike.event.ParentProcessId crowdstrike.event.PatternDispositionValue crowdstrike.event.ProcessId crowdstrike.event.Severity
      crowdstrike.metadata.offset
    `,
    float: "crowdstrike.event.FineScore",
    boolean: `
      crowdstrike.event.Flags.Audit crowdstrike.event.Flags.Log crowdstrike.event.Flags.Monitor crowdstrike.event.Success
    `,
    date: `
      crowdstrike.event.EndTimestamp crowdstrike.event.IncidentEndTime crowdstrike.event.IncidentStartTime crowdstrike.event.ProcessEndTime
      crowdstrike.event.ProcessStartTime crowdstrike.event.StartTimestamp crowdstrike.event.Timestamp crowdstrike.event.UTCTimestamp
      crowdstrike.metadata.eventCreationTime
    `,
    ip: "crowdstrike.event.LocalAddress crowdstrike.event.RemoteAddress",
    nested: "crowdstrike.event.AuditKeyValues crowdstrike.event.ExecutablesWritten",
  },
  families: {
    unknown: "crowdstrike crowdstrike.event.PatternDispositionFlags",
  },
};
