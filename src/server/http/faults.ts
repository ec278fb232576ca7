import type { WireDiagnostic } from "../wire/json.ts";
import type { Diagnostic } from "../../diagnostics/index.ts";
import { HttpError } from "./http-error.ts";
import type { Answer, Family } from "./route.ts";

/** A fault as the family's clients expect it. */
export function faultAnswer(fault: HttpError, family: Family): Answer {
  const { status, type, message, hint, headers } = fault;
  const text = hint === undefined ? message : `${message}: ${hint}`;
  switch (family) {
    case "elasticsearch": {
      const cause = { type, reason: text };
      return { status, headers, json: { error: { root_cause: [cause], ...cause }, status } };
    }
    case "kibana":
      return { status, headers, json: { statusCode: status, error: reasonPhrase(status), message: text } };
    case "tocsin": {
      const diagnostics = [...fault.wire, ...fault.diagnostics.map((each) => wireDiagnostic(each))];
      const error = { code: type, message, ...(hint !== undefined && { hint }) };
      return { status, headers, json: { error, ...(diagnostics.length > 0 && { diagnostics }) } };
    }
  }
}

/** What is our own fault, without a word about the inside. */
export const internalFault = (): HttpError => new HttpError(500, "internal_error", "a fault of Tocsin's own; its log says more");

/** @param text the whole text that the fault is in, where its span is of a part (a query in a rule) */
export function wireDiagnostic({ code, severity, message, hint, span, location }: Diagnostic, text?: string): WireDiagnostic {
  const { line = 1, column = 1, endLine = line, endColumn = column } = location ?? {};
  const places = text === undefined ? [] : lineStarts(text);
  const at = (l: number, c: number): number => (places[l - 1] ?? 0) + c - 1;
  const isPlaced = text !== undefined && location !== undefined;
  return {
    code,
    severity,
    message,
    ...(hint !== undefined && { hint }),
    from: isPlaced ? at(line, column) : (span?.start ?? 0),
    to: isPlaced ? at(endLine, endColumn) : (span?.end ?? 0),
    line,
    column,
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

const PHRASES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Payload Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
const reasonPhrase = (status: number): string => PHRASES[status] ?? "Error";
