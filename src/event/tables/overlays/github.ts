import type { Overlay } from "../overlay.ts";

/** The GitHub audit log and security alerts. */
export const GITHUB: Overlay = {
  title: "GitHub",
  fields: {
    keyword: `
      github.actor_id github.actor_ip github.actor_location.country_code github.branch github.business github.business_id github.category
      github.event github.external_identity_nameid github.external_identity_username github.hashed_token github.hook_id github.hook_name
      github.integration github.name github.number github.oauth_application_id github.oauth_application_name github.operation_type
      github.org github.org_id github.overridden_codes github.permission github.previous_visibility github.programmatic_access_type
      github.reasons.code github.repo github.repo_id github.repository github.severity github.state github.team github.token_id
      github.token_scopes github.user github.user_agent github.user_id github.visibility
    `,
    text: "github.reasons.message",
    boolean: "github.public_repo github.repository_public",
  },
  families: {
    unknown: "github",
  },
};
