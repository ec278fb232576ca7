import type { Overlay } from "../overlay.ts";

/** Microsoft Defender XDR events, alerts and incidents, Defender for Endpoint and Sentinel alerts. */
export const MICROSOFT: Overlay = {
  title: "Microsoft Defender XDR, Microsoft Sentinel",
  fields: {
    keyword: `
      m365_defender.alert.category m365_defender.alert.detection_source m365_defender.alert.id m365_defender.alert.incident_id
      m365_defender.alert.provider_alert_id m365_defender.alert.service_source m365_defender.alert.severity m365_defender.alert.status
      m365_defender.alert.tenant_id m365_defender.alert.title m365_defender.event.account_name m365_defender.event.action_type
      m365_defender.event.additional_fields_json m365_defender.event.initiating_process.file_name m365_defender.incident.classification
      m365_defender.incident.determination m365_defender.incident.display_name m365_defender.incident.id m365_defender.incident.severity
      m365_defender.incident.status m365_defender.incident.tenant_id microsoft.defender_atp.assignedTo
      microsoft.defender_atp.classification microsoft.defender_atp.determination microsoft.defender_atp.evidence.aadUserId
      microsoft.defender_atp.evidence.accountName microsoft.defender_atp.evidence.domainName microsoft.defender_atp.evidence.entityType
      microsoft.defender_atp.evidence.userPrincipalName microsoft.defender_atp.incidentId microsoft.defender_atp.investigationId
      microsoft.defender_atp.investigationState microsoft.defender_atp.rbacGroupName microsoft.defender_atp.status
      microsoft.defender_atp.threatFamilyName microsoft.m365_defender.alerts.actorName microsoft.m365_defender.alerts.assignedTo
      microsoft.m365_defender.alerts.classification microsoft.m365_defender.alerts.detectionSource
      microsoft.m365_defender.alerts.determination microsoft.m365_defender.alerts.entities.accountName
      microsoft.m365_defender.alerts.entities.clusterBy microsoft.m365_defender.alerts.entities.deliveryAction
      microsoft.m365_defender.alerts.entities.deviceId microsoft.m365_defender.alerts.entities.entityType
      microsoft.m365_defender.alerts.entities.ipAddress microsoft.m365_defender.alerts.entities.mailboxAddress
      microsoft.m365_defender.alerts.entities.mailboxDisplayName microsoft.m365_defender.alerts.entities.recipient
      microsoft.m365_defender.alerts.entities.registryHive microsoft.m365_defender.alerts.entities.registryKey
      microsoft.m365_defender.alerts.entities.registryValueType microsoft.m365_defender.alerts.entities.securityGroupId
      microsoft.m365_defender.alerts.entities.securityGroupName microsoft.m365_defender.alerts.entities.sender
      microsoft.m365_defender.alerts.entities.subject microsoft.m365_defender.alerts.incidentId
      microsoft.m365_defender.alerts.investigationId microsoft.m365_defender.alerts.investigationState
      microsoft.m365_defender.alerts.mitreTechniques microsoft.m365_defender.alerts.severity microsoft.m365_defender.alerts.status
      microsoft.m365_defender.alerts.threatFamilyName microsoft.m365_defender.alerts.userSid microsoft.m365_defender.assignedTo
      microsoft.m365_defender.classification microsoft.m365_defender.determination microsoft.m365_defender.incidentId
      microsoft.m365_defender.incidentName microsoft.m365_defender.investigationState microsoft.m365_defender.redirectIncidentId
      microsoft.m365_defender.status microsoft.m365_defender.tags microsoft_sentinel.alert.id
      microsoft_sentinel.alert.properties.friendly_name
    `,
    date: `
      microsoft.defender_atp.lastUpdateTime microsoft.defender_atp.resolvedTime microsoft.m365_defender.alerts.creationTime
      microsoft.m365_defender.alerts.lastUpdatedTime microsoft.m365_defender.alerts.resolvedTime
    `,
    ip: "microsoft.defender_atp.evidence.ipAddress",
    flattened: "microsoft.m365_defender.alerts.devices",
  },
  families: {
    unknown: `
      m365_defender microsoft microsoft_defender_cloud microsoft_defender_endpoint microsoft_exchange_online_message_trace
      microsoft_sentinel
    `,
  },
};
