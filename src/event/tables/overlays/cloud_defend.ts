import type { Overlay } from "../overlay.ts";

/** Container runtime events of Defend for Containers (`logs-cloud_defend.*`). */
export const CLOUD_DEFEND: Overlay = {
  title: "Elastic Defend for Containers",
  fields: {
    keyword: `
      cloud_defend.hook_point cloud_defend.matched_selectors cloud_defend.package_policy_id orchestrator.resource.label
      orchestrator.resource.parent.type
    `,
    long: "cloud_defend.package_policy_revision cloud_defend.trace_id",
    boolean: "container.security_context.privileged process.interactive",
  },
  families: {
    unknown: "cloud_defend",
  },
};
