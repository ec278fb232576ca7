import type { ErrorReply, WireDiagnostic } from "../../../src/server/wire/json.ts";

/** An answer of 400 and more, in words for people. */
export interface ApiError extends Error {
  readonly name: "ApiError";
  readonly status: number;
  readonly hint: string | undefined;
  readonly diagnostics: readonly WireDiagnostic[];
}

export const isApiError = (error: unknown): error is ApiError => error instanceof Error && error.name === "ApiError";

let csrf: string | null = null;

/** The session's token, which every request that changes something carries. */
export function useCsrf(token: string | null): void {
  csrf = token;
}

/** One call of the API. @throws {ApiError} */
export async function call<Answer>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (csrf !== null && method !== "GET") headers["x-tocsin-csrf"] = csrf;
  const answer = await fetch(`/api/tocsin/${path}`, {
    method,
    headers,
    credentials: "same-origin",
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw apiError(0, { error: { code: "offline", message: "The server does not answer", hint: "check that `tocsin serve` is running" } });
  });
  const text = await answer.text();
  const parsed: unknown = text === "" ? undefined : parse(text);
  if (!answer.ok) throw apiError(answer.status, parsed as Partial<ErrorReply> | undefined);
  return parsed as Answer;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function apiError(status: number, reply: Partial<ErrorReply> | undefined): ApiError {
  const { message = `The server answered ${status}`, hint } = reply?.error ?? {};
  return Object.assign(new Error(message), { name: "ApiError" as const, status, hint, diagnostics: reply?.diagnostics ?? [] });
}
