import type { Deliver } from "../deliver.ts";
import { post } from "../post.ts";

/** `POST` of a JSON list of alert documents. */
export const callWebhook: Deliver = async ({ target, authorization }, alerts, signal) => {
  await post({ url: target, authorization, type: "application/json", body: JSON.stringify({ alerts }), signal });
};
