import type { Overlay } from "../overlay.ts";

/** The Okta system log. Debug data without a field of its own stands below `flattened`. */
export const OKTA: Overlay = {
  title: "Okta",
  fields: {
    keyword: `
      okta.actor.alternate_id okta.actor.display_name okta.actor.id okta.actor.type okta.authentication_context.authentication_provider
      okta.authentication_context.credential_provider okta.authentication_context.credential_type
      okta.authentication_context.external_session_id okta.authentication_context.interface okta.authentication_context.issuer.id
      okta.authentication_context.issuer.type okta.client.device okta.client.id okta.client.user_agent.browser okta.client.user_agent.os
      okta.client.user_agent.raw_user_agent okta.client.zone okta.debug_context.debug_data.device_fingerprint
      okta.debug_context.debug_data.dt_hash okta.debug_context.debug_data.factor okta.debug_context.debug_data.request_id
      okta.debug_context.debug_data.request_uri okta.debug_context.debug_data.risk_behaviors okta.debug_context.debug_data.risk_level
      okta.debug_context.debug_data.risk_object okta.debug_context.debug_data.risk_reasons
      okta.debug_context.debug_data.suspicious_activity.browser okta.debug_context.debug_data.suspicious_activity.event_city
      okta.debug_context.debug_data.suspicious_activity.event_country okta.debug_context.debug_data.suspicious_activity.event_id
      okta.debug_context.debug_data.suspicious_activity.event_state okta.debug_context.debug_data.suspicious_activity.event_transaction_id
      okta.debug_context.debug_data.suspicious_activity.event_type okta.debug_context.debug_data.suspicious_activity.os
      okta.debug_context.debug_data.target okta.debug_context.debug_data.threat_suspected okta.debug_context.debug_data.url
      okta.display_message okta.event_type okta.outcome.reason okta.outcome.result okta.security_context.as.organization.name
      okta.security_context.domain okta.security_context.isp okta.severity okta.target.alternate_id okta.target.display_name okta.target.id
      okta.target.type okta.transaction.detail.request_api_token_id okta.transaction.id okta.transaction.type okta.uuid okta.version
    `,
    integer: "okta.authentication_context.authentication_step okta.security_context.as.number",
    float: `
      okta.debug_context.debug_data.suspicious_activity.event_latitude okta.debug_context.debug_data.suspicious_activity.event_longitude
    `,
    boolean: "okta.security_context.is_proxy",
    date: "okta.debug_context.debug_data.suspicious_activity.timestamp",
    ip: "okta.client.ip okta.debug_context.debug_data.suspicious_activity.event_ip",
    flattened: "okta.debug_context.debug_data.flattened okta.request.ip_chain okta.target",
  },
  families: {
    unknown: "okta",
  },
};
