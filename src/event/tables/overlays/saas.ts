import type { Overlay } from "../overlay.ts";

/** Services whose integrations add a small tree of their own. */
export const SAAS: Overlay = {
  title: "Zoom, Splunk, Slack, 1Password and other services",
  fields: {
    keyword: `
      splunk.alert.rule_name splunk.alert.severity splunk.alert.source zoom.meeting.host_id zoom.meeting.id zoom.meeting.issues
      zoom.meeting.password zoom.meeting.timezone zoom.meeting.topic zoom.meeting.type zoom.meeting.uuid zoom.user.client_type
      zoom.user.company zoom.user.dept zoom.user.email zoom.user.first_name zoom.user.host_key zoom.user.id zoom.user.language
      zoom.user.last_name zoom.user.personal_notes zoom.user.phone_country zoom.user.phone_number zoom.user.pic_url zoom.user.pmi
      zoom.user.presence_status zoom.user.role zoom.user.timezone zoom.user.type zoom.user.vanity_name zoom.user.version
    `,
    long: "zoom.meeting.duration",
    boolean: "zoom.user.use_pmi",
    date: "zoom.meeting.start_time",
  },
  families: {
    unknown: `
      admin_by_request atlassian_bitbucket atlassian_confluence atlassian_jira auth0 beyondtrust bitwarden box_events cloudflare
      cloudflare_logpush cyberark_epm cyberarkpas darktrace dropbox duo elastic_security entityanalytics_ad entityanalytics_entra_id
      entityanalytics_okta gcp_pubsub gitlab google_scc google_secops hashicorp_vault island_browser jamf_compliance_reporter jamf_pro
      jamf_protect keycloak lastpass mimecast mongodb_atlas netskope onepassword ping_one proofpoint_on_demand proofpoint_tap qualys_vmdr
      rapid7 salesforce servicenow slack snyk splunk tanium teleport tenable_io tenable_sc thycotic vectra_detect vectra_rux wiz workday
      zoom zscaler zscaler_zia zscaler_zpa
    `,
  },
};
