import type { Overlay } from "../overlay.ts";

/** SentinelOne threats, activities and Cloud Funnel. */
export const SENTINEL_ONE: Overlay = {
  title: "SentinelOne",
  fields: {
    keyword: `
      sentinel_one.alert.agent.site_id sentinel_one.alert.info.incident_status sentinel_one.alert.info.status sentinel_one.alert.rule.id
      sentinel_one.alert.rule.name sentinel_one.threat.classification sentinel_one.threat.confidence_level sentinel_one.threat.name
      sentinel_one.threat.threat_id
    `,
  },
  families: {
    unknown: "sentinel_one sentinel_one_cloud_funnel",
  },
};
