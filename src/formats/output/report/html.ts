import { escapeText } from "../../../diagnostics/index.ts";

const MARKUP: unique symbol = Symbol("markup");

/**
 * A piece of the page. Only this file makes one: the key is a symbol that no JSON has, so nothing in an event, a rule or
 * a file name can pass for markup, whatever its shape.
 */
export interface Html {
  readonly [MARKUP]: string;
}

/** What a template takes: texts are escaped, pieces go in as they are, `undefined` and `false` are nothing. */
export type Interpolated = string | number | Html | readonly Html[] | undefined | false;

export const NOTHING: Html = Object.freeze({ [MARKUP]: "" });

/**
 * Markup from a template of ours. Every text put into it goes through {@link escapeHtml}, which is right between tags
 * and inside quoted attributes; addresses must have gone through `safeUrl` before. All attributes are quoted.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Interpolated[]): Html {
  let out = parts[0] ?? "";
  values.forEach((value, i) => {
    out += markupOf(value) + (parts[i + 1] ?? "");
  });
  return { [MARKUP]: out };
}

function markupOf(value: Interpolated): string {
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  if (value === undefined || value === false) return "";
  return isList(value) ? value.map((piece) => piece[MARKUP]).join("") : value[MARKUP];
}

const isList = (value: Html | readonly Html[]): value is readonly Html[] => Array.isArray(value);

/** The text of a finished piece. */
export const markupText = (piece: Html): string => piece[MARKUP];

/** Pieces one after the other, with a piece between. */
export const joined = (pieces: readonly Html[], between: Html = NOTHING): Html => ({
  [MARKUP]: pieces.map((piece) => piece[MARKUP]).join(between[MARKUP]),
});

/** Text that this project wrote, such as its style sheet, put in as it is. Never for data. */
export const ownText = (text: string): Html => ({ [MARKUP]: text });

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text made inert for a page, between tags and in quoted attributes: what controls, hides or reorders is written as
 * `escapeText` does, then the five characters of markup as entities.
 */
export function escapeHtml(text: string): string {
  const shown = escapeText(text);
  let out = "";
  let copied = 0;
  for (let i = 0; i < shown.length; i++) {
    const entity = ENTITIES[shown.charAt(i)];
    if (entity === undefined) continue;
    out += shown.slice(copied, i) + entity;
    copied = i + 1;
  }
  return copied === 0 ? shown : out + shown.slice(copied);
}

/** The same for text of several lines, which keeps its line breaks (for places styled to show them). */
export const lines = (text: string): Html => ({
  [MARKUP]: text.replaceAll("\r\n", "\n").split("\n").map(escapeHtml).join("\n"),
});
