import type { OutputConfig } from "../settings.ts";
import type { Deliver } from "./deliver.ts";
import { sendToElasticsearch } from "./kinds/elasticsearch.ts";
import { appendToFile } from "./kinds/file.ts";
import { callWebhook } from "./kinds/webhook.ts";

/** Every kind of output. */
export const OUTPUT_KINDS: Readonly<Record<OutputConfig["kind"], Deliver>> = {
  webhook: callWebhook,
  file: appendToFile,
  elasticsearch: sendToElasticsearch,
};
