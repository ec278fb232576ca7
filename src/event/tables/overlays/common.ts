import type { Overlay } from "../overlay.ts";

/** What every data stream of the Elastic Agent and every Beat may carry beside ECS. */
export const COMMON: Overlay = {
  title: "Common to all data streams",
  fields: {
    keyword: `
      elastic.agent.id elastic_agent.id elastic_agent.version event.agent_id_status fileset.name input.type log.source.address
      related.entity
    `,
    long: "log.offset",
    boolean: "elastic_agent.snapshot host.containerized",
  },
  families: {
    double: "numeric_labels",
    keyword: "container.labels docker.container.labels kubernetes.annotations kubernetes.labels labels",
  },
};
