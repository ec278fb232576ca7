import type { Overlay } from "../overlay.ts";

/** What Elasticsearch's dynamic mapping and Elastic's component templates give in every index. */
export const COMMON: Overlay = {
  title: "Common to all data streams",
  families: { labels: "keyword", "container.labels": "keyword" },
};
