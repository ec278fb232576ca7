import type { Route } from "../http/route.ts";
import { aliases } from "./elasticsearch/aliases.ts";
import { authenticate } from "./elasticsearch/authenticate.ts";
import { bulk } from "./elasticsearch/bulk.ts";
import { catHealth } from "./elasticsearch/cat-health.ts";
import { catIndices } from "./elasticsearch/cat-indices.ts";
import { clusterHealth } from "./elasticsearch/cluster-health.ts";
import { clusterSettings } from "./elasticsearch/cluster-settings.ts";
import { countEvents } from "./elasticsearch/count.ts";
import { dataStream } from "./elasticsearch/data-stream.ts";
import { document } from "./elasticsearch/document.ts";
import { indexExists } from "./elasticsearch/index-exists.ts";
import { info } from "./elasticsearch/info.ts";
import { license } from "./elasticsearch/license.ts";
import { indexMapping } from "./elasticsearch/mapping.ts";
import { nodes } from "./elasticsearch/nodes.ts";
import { putObject } from "./elasticsearch/put-object.ts";
import { getDocument } from "./elasticsearch/get-document.ts";
import { getObject } from "./elasticsearch/get-object.ts";
import { refresh } from "./elasticsearch/refresh.ts";
import { searchEvents } from "./elasticsearch/search.ts";
import { indexStats } from "./elasticsearch/stats.ts";
import { xpack } from "./elasticsearch/xpack.ts";

/** What shippers ask of an Elasticsearch. */
export const ELASTICSEARCH_ROUTES: readonly Route[] = [
  info,
  bulk,
  document,
  getDocument,
  license,
  xpack,
  authenticate,
  clusterHealth,
  clusterSettings,
  catHealth,
  catIndices,
  nodes,
  putObject,
  getObject,
  dataStream,
  aliases,
  refresh,
  searchEvents,
  countEvents,
  indexStats,
  indexMapping,
  indexExists,
];
