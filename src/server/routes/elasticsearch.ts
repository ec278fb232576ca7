import type { Route } from "../http/route.ts";
import { aliases } from "./elasticsearch/aliases.ts";
import { authenticate } from "./elasticsearch/authenticate.ts";
import { bulk } from "./elasticsearch/bulk.ts";
import { catHealth } from "./elasticsearch/cat-health.ts";
import { clusterHealth } from "./elasticsearch/cluster-health.ts";
import { dataStream } from "./elasticsearch/data-stream.ts";
import { document } from "./elasticsearch/document.ts";
import { indexExists } from "./elasticsearch/index-exists.ts";
import { info } from "./elasticsearch/info.ts";
import { license } from "./elasticsearch/license.ts";
import { nodes } from "./elasticsearch/nodes.ts";
import { putObject } from "./elasticsearch/put-object.ts";
import { getObject } from "./elasticsearch/get-object.ts";
import { refresh } from "./elasticsearch/refresh.ts";
import { xpack } from "./elasticsearch/xpack.ts";

/** What shippers ask of an Elasticsearch. */
export const ELASTICSEARCH_ROUTES: readonly Route[] = [
  info,
  bulk,
  document,
  license,
  xpack,
  authenticate,
  clusterHealth,
  catHealth,
  nodes,
  putObject,
  getObject,
  dataStream,
  aliases,
  refresh,
  indexExists,
];
