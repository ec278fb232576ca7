const ANSWER_MS = 30_000;

export interface Post {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly type: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Sends, and gives the answer's text. Throws for an answer that is no success; the request's secrets are in no message. */
export async function post({ url, authorization, type, body, signal }: Post): Promise<string> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": type, ...(authorization !== undefined && { authorization }) },
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    redirect: "error",
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${new URL(url).host} answers ${answer.status}`);
  return text;
}
