import type { Overlay } from "../overlay.ts";

/** The Microsoft 365 audit log. What parameters and extended properties hold is keyword. */
export const O365: Overlay = {
  title: "Microsoft 365",
  fields: {
    keyword: `
      o365.audit.AADGroupId o365.audit.Activity o365.audit.Actor.ID o365.audit.Actor.Type o365.audit.ActorContextId
      o365.audit.ActorIpAddress o365.audit.ActorUserId o365.audit.ActorYammerUserId o365.audit.AffectedItems.Subject
      o365.audit.AlertEntityId o365.audit.AlertId o365.audit.AlertLinks o365.audit.AlertType o365.audit.AppAccessContext.AADSessionId
      o365.audit.AppId o365.audit.ApplicationDisplayName o365.audit.ApplicationId o365.audit.AzureActiveDirectoryEventType
      o365.audit.Category o365.audit.ClientAppId o365.audit.ClientIP o365.audit.ClientIPAddress o365.audit.ClientInfoString
      o365.audit.CommunicationType o365.audit.CorrelationId o365.audit.CreationTime o365.audit.CustomUniqueId o365.audit.Data
      o365.audit.DataType o365.audit.DeviceProperties.Name o365.audit.DeviceProperties.Value o365.audit.EntityType o365.audit.ErrorNumber
      o365.audit.EventData o365.audit.EventSource o365.audit.Experience o365.audit.ExternalAccess o365.audit.GroupName o365.audit.Id
      o365.audit.ImplicitShare o365.audit.IncidentId o365.audit.InterSystemsId o365.audit.InternalLogonType o365.audit.IntraSystemId
      o365.audit.ItemName o365.audit.ItemType o365.audit.ListBaseTemplateType o365.audit.ListBaseType o365.audit.ListColor
      o365.audit.ListIcon o365.audit.ListId o365.audit.ListItemUniqueId o365.audit.ListTitle o365.audit.LogonError o365.audit.LogonType
      o365.audit.LogonUserSid o365.audit.MailboxGuid o365.audit.MailboxOwnerMasterAccountSid o365.audit.MailboxOwnerSid
      o365.audit.MailboxOwnerUPN o365.audit.Members o365.audit.ModifiedProperties.Role_DisplayName.NewValue o365.audit.Name
      o365.audit.NewValue o365.audit.ObjectDisplayName o365.audit.ObjectId o365.audit.ObjectType o365.audit.OldValue o365.audit.Operation
      o365.audit.OperationId o365.audit.OperationProperties.Name o365.audit.OperationProperties.Value o365.audit.OrganizationId
      o365.audit.OrganizationName o365.audit.OriginatingServer o365.audit.PolicyDetails o365.audit.PolicyId o365.audit.RecordType
      o365.audit.RequestId o365.audit.ResultStatus o365.audit.SearchQueryText o365.audit.SensitiveInfoDetectionIsIncluded
      o365.audit.SessionId o365.audit.Severity o365.audit.Site o365.audit.SiteUrl o365.audit.Source o365.audit.SourceFileExtension
      o365.audit.SourceFileName o365.audit.SourceRelativeUrl o365.audit.Status o365.audit.SupportTicketId o365.audit.Target.ID
      o365.audit.Target.Type o365.audit.TargetContextId o365.audit.TargetUserOrGroupName o365.audit.TargetUserOrGroupType
      o365.audit.TeamGuid o365.audit.TeamName o365.audit.TemplateTypeId o365.audit.Timestamp o365.audit.UniqueSharingId
      o365.audit.UserAgent o365.audit.UserId o365.audit.UserKey o365.audit.UserType o365.audit.Version o365.audit.WebId o365.audit.Workload
      o365.audit.WorkspaceId o365.audit.WorkspaceName o365.audit.YammerNetworkId
    `,
    text: "o365.audit.Comments",
    long: "o365.audit.ItemCount o365.audit.OperationCount",
    boolean: `
      o365.audit.DoNotDistributeEvent o365.audit.FromApp o365.audit.IsDocLib o365.audit.IsManagedDevice
      o365.audit.ParticipantInfo.HasForeignTenantUsers o365.audit.ParticipantInfo.HasGuestUsers
      o365.audit.ParticipantInfo.HasOtherGuestUsers
    `,
  },
  families: {
    keyword: `
      o365.audit.ExceptionInfo o365.audit.ExchangeMetaData o365.audit.ExtendedProperties o365.audit.Item o365.audit.Members
      o365.audit.ModifiedProperties o365.audit.OperationProperties o365.audit.Parameters o365.audit.SharePointMetaData
    `,
    unknown: "o365.audit",
  },
};
