import type { Overlay } from "../overlay.ts";

/** Azure activity, audit, sign-in, identity protection, Graph activity and platform logs. */
export const AZURE: Overlay = {
  title: "Azure and Entra ID",
  fields: {
    keyword: `
      azure.aadgraphactivitylogs.category azure.aadgraphactivitylogs.operation_name azure.aadgraphactivitylogs.properties.actor_type
      azure.aadgraphactivitylogs.properties.app_id azure.aadgraphactivitylogs.result_signature azure.activitylogs.category
      azure.activitylogs.event_category azure.activitylogs.identity.authorization.action
      azure.activitylogs.identity.authorization.evidence.principal_id azure.activitylogs.identity.authorization.evidence.principal_type
      azure.activitylogs.identity.authorization.evidence.role azure.activitylogs.identity.authorization.evidence.role_assignment_id
      azure.activitylogs.identity.authorization.evidence.role_assignment_scope
      azure.activitylogs.identity.authorization.evidence.role_definition_id azure.activitylogs.identity.authorization.scope
      azure.activitylogs.identity.claims.appid azure.activitylogs.identity.claims_initiated_by_user.fullname
      azure.activitylogs.identity.claims_initiated_by_user.givenname azure.activitylogs.identity.claims_initiated_by_user.name
      azure.activitylogs.identity.claims_initiated_by_user.schema azure.activitylogs.identity.claims_initiated_by_user.surname
      azure.activitylogs.identity_name azure.activitylogs.operation_name azure.activitylogs.operation_version
      azure.activitylogs.properties.appDisplayName azure.activitylogs.properties.appId
      azure.activitylogs.properties.authentication_protocol azure.activitylogs.properties.requestbody.properties.roleDefinitionId
      azure.activitylogs.properties.resourceDisplayName azure.activitylogs.properties.responseBody
      azure.activitylogs.properties.status_code azure.activitylogs.resource.id azure.activitylogs.result_signature
      azure.activitylogs.result_type azure.activitylogs.tenant_id azure.auditlogs.category azure.auditlogs.identity
      azure.auditlogs.operation_name azure.auditlogs.operation_version azure.auditlogs.properties.activity_display_name
      azure.auditlogs.properties.additional_details.key azure.auditlogs.properties.additional_details.value
      azure.auditlogs.properties.category azure.auditlogs.properties.correlation_id azure.auditlogs.properties.id
      azure.auditlogs.properties.initiated_by.app.appId azure.auditlogs.properties.initiated_by.app.displayName
      azure.auditlogs.properties.initiated_by.app.servicePrincipalId azure.auditlogs.properties.initiated_by.app.servicePrincipalName
      azure.auditlogs.properties.initiated_by.user.displayName azure.auditlogs.properties.initiated_by.user.id
      azure.auditlogs.properties.initiated_by.user.ipAddress azure.auditlogs.properties.initiated_by.user.userPrincipalName
      azure.auditlogs.properties.logged_by_service azure.auditlogs.properties.operation_type azure.auditlogs.properties.result
      azure.auditlogs.properties.result_reason azure.auditlogs.properties.userAgent azure.auditlogs.result_signature
      azure.auditlogs.properties.target_resources.#.display_name azure.auditlogs.properties.target_resources.#.id
      azure.auditlogs.properties.target_resources.#.type azure.auditlogs.properties.target_resources.#.ip_address
      azure.auditlogs.properties.target_resources.#.user_principal_name
      azure.auditlogs.properties.target_resources.#.modified_properties.#.display_name
      azure.auditlogs.properties.target_resources.#.modified_properties.#.new_value
      azure.auditlogs.properties.target_resources.#.modified_properties.#.old_value
      azure.auditlogs.tenant_id azure.correlation_id azure.graphactivitylogs.category azure.graphactivitylogs.operation_name
      azure.graphactivitylogs.properties.app_id azure.graphactivitylogs.properties.c_idtyp azure.graphactivitylogs.properties.c_sid
      azure.graphactivitylogs.properties.operation_id
      azure.graphactivitylogs.properties.requestUri azure.graphactivitylogs.properties.scopes
      azure.graphactivitylogs.properties.service_principal_id azure.graphactivitylogs.properties.sign_in_activity_id
      azure.graphactivitylogs.properties.user_principal_object_id azure.graphactivitylogs.properties.wids
      azure.graphactivitylogs.result_signature azure.identityprotection.category azure.identityprotection.operation_name
      azure.identityprotection.properties.activity azure.identityprotection.properties.detection_timing_type
      azure.identityprotection.properties.risk_detail azure.identityprotection.properties.risk_event_type
      azure.identityprotection.properties.risk_level azure.identityprotection.properties.risk_state
      azure.identityprotection.properties.user_display_name azure.identityprotection.properties.user_id
      azure.identityprotection.properties.user_principal_name azure.identityprotection.result_signature azure.platformlogs.ActivityId
      azure.platformlogs.Caller azure.platformlogs.Cloud azure.platformlogs.Environment azure.platformlogs.EventTimeString
      azure.platformlogs.ScaleUnit azure.platformlogs.category azure.platformlogs.ccpNamespace azure.platformlogs.event_category
      azure.platformlogs.identity.claim.appid azure.platformlogs.identity.claim.upn azure.platformlogs.identity.type
      azure.platformlogs.identity_name azure.platformlogs.operation_name azure.platformlogs.properties.accountName
      azure.platformlogs.properties.id azure.platformlogs.properties.log.impersonatedUser.username
      azure.platformlogs.properties.log.objectRef.name azure.platformlogs.properties.log.objectRef.namespace
      azure.platformlogs.properties.log.objectRef.resource azure.platformlogs.properties.log.objectRef.subresource
      azure.platformlogs.properties.log.requestObject.spec.signerName
      azure.platformlogs.properties.log.requestObject.status.conditions.type azure.platformlogs.properties.log.requestURI
      azure.platformlogs.properties.log.responseStatus.code azure.platformlogs.properties.log.responseStatus.message
      azure.platformlogs.properties.log.responseStatus.reason azure.platformlogs.properties.log.sourceIPs
      azure.platformlogs.properties.log.stage azure.platformlogs.properties.log.user.groups azure.platformlogs.properties.log.user.username
      azure.platformlogs.properties.log.userAgent azure.platformlogs.properties.log.verb azure.platformlogs.properties.userAgentHeader
      azure.platformlogs.result_signature azure.platformlogs.result_type azure.platformlogs.status azure.platformlogs.statusCode
      azure.resource.authorization_rule azure.resource.group azure.resource.id azure.resource.name azure.resource.namespace
      azure.resource.provider azure.signinlogs.category azure.signinlogs.identity azure.signinlogs.operation_name
      azure.signinlogs.operation_version azure.signinlogs.properties.app_display_name azure.signinlogs.properties.app_id
      azure.signinlogs.properties.app_owner_tenant_id azure.signinlogs.properties.applied_conditional_access_policies.display_name
      azure.signinlogs.properties.applied_conditional_access_policies.enforced_grant_controls
      azure.signinlogs.properties.applied_conditional_access_policies.id
      azure.signinlogs.properties.applied_conditional_access_policies.result
      azure.signinlogs.properties.authentication_details.authentication_method
      azure.signinlogs.properties.authentication_processing_details azure.signinlogs.properties.authentication_protocol
      azure.signinlogs.properties.authentication_requirement azure.signinlogs.properties.client_app_used
      azure.signinlogs.properties.client_credential_type azure.signinlogs.properties.conditional_access_audiences.application_id
      azure.signinlogs.properties.conditional_access_status azure.signinlogs.properties.correlation_id
      azure.signinlogs.properties.cross_tenant_access_type azure.signinlogs.properties.device_detail.browser
      azure.signinlogs.properties.device_detail.device_id azure.signinlogs.properties.device_detail.display_name
      azure.signinlogs.properties.device_detail.operating_system azure.signinlogs.properties.device_detail.trust_type
      azure.signinlogs.properties.home_tenant_id azure.signinlogs.properties.id azure.signinlogs.properties.incoming_token_type
      azure.signinlogs.properties.mfa_detail.auth_method azure.signinlogs.properties.original_request_id
      azure.signinlogs.properties.original_transfer_method azure.signinlogs.properties.resource_display_name
      azure.signinlogs.properties.resource_id azure.signinlogs.properties.resource_owner_tenant_id
      azure.signinlogs.properties.resource_tenant_id azure.signinlogs.properties.risk_detail azure.signinlogs.properties.risk_event_types
      azure.signinlogs.properties.risk_event_types_v2 azure.signinlogs.properties.risk_level_aggregated
      azure.signinlogs.properties.risk_level_during_signin azure.signinlogs.properties.risk_state
      azure.signinlogs.properties.service_principal_id azure.signinlogs.properties.service_principal_name
      azure.signinlogs.properties.session_id azure.signinlogs.properties.sso_extension_version azure.signinlogs.properties.tenant_id
      azure.signinlogs.properties.token_issuer_name azure.signinlogs.properties.token_issuer_type
      azure.signinlogs.properties.token_protection_status_details.sign_in_session_status
      azure.signinlogs.properties.unique_token_identifier azure.signinlogs.properties.user_display_name azure.signinlogs.properties.user_id
      azure.signinlogs.properties.user_principal_name azure.signinlogs.properties.user_type azure.signinlogs.result_description
      azure.signinlogs.result_signature azure.signinlogs.result_type azure.signinlogs.tenant_id azure.subscription_id azure.tenant_id
    `,
    long: `
      azure.graphactivitylogs.properties.client_auth_method azure.activitylogs.level azure.signinlogs.properties.autonomous_system_number azure.signinlogs.properties.status.error_code
    `,
    float: "azure.signinlogs.properties.processing_time_ms",
    boolean: `
      azure.signinlogs.properties.device_detail.is_compliant azure.signinlogs.properties.device_detail.is_managed
      azure.signinlogs.properties.flagged_for_review azure.signinlogs.properties.is_interactive
      azure.signinlogs.properties.is_tenant_restricted
    `,
    date: "azure.auditlogs.properties.activity_datetime azure.signinlogs.properties.created_at",
    flattened: `
      azure.activitylogs.properties azure.platformlogs.properties azure.signinlogs.properties.authentication_requirement_policies
    `,
  },
  families: {
    keyword: "azure.activitylogs.identity.claims azure.auditlogs.properties.target_resources",
    unknown: "azure azure.activitylogs.properties azure.platformlogs.properties azure_blob_storage azure_openai",
  },
};
