import type { Deliver } from "../deliver.ts";
import { post } from "../post.ts";

const INDEX = ".internal.alerts-security.alerts-default-000001";

/** Bulk requests to an Elasticsearch; an alert that is there already is no fault. The address may name an index: `https://host:9200/my-index`. */
export const sendToElasticsearch: Deliver = async ({ target, authorization }, alerts, signal) => {
  const url = new URL(target);
  const index = url.pathname.length > 1 ? decodeURIComponent(url.pathname.slice(1)) : INDEX;
  const lines = alerts.flatMap((alert) => {
    const { _id: id, ...source } = alert;
    delete source["_index"];
    return [JSON.stringify({ create: { _index: index, _id: id } }), JSON.stringify(source)];
  });
  const body = `${lines.join("\n")}\n`;
  const answer = await post({ url: new URL("/_bulk", url).href, authorization, type: "application/x-ndjson", body, signal });
  const { items = [] } = JSON.parse(answer) as {
    readonly items?: readonly Readonly<Record<string, { status: number; error?: { reason?: string } }>>[];
  };
  const failed = items.map((item) => Object.values(item)[0]).find((result) => result && result.status >= 300 && result.status !== CONFLICT);
  if (failed) throw new Error(`the cluster refused an alert: ${failed.error?.reason ?? failed.status}`);
};

const CONFLICT = 409;
