import { html, type Html } from "../html.ts";
import { link } from "../markdown-inline.ts";

/** The id of a tactic or technique, as a link where it is in ATT&CK's form. */
export const attackReference = (id: string, url: string | undefined, shown = id): Html =>
  html`<span class="ref">${url === undefined ? html`${shown}` : link(url, html`${shown}`)}</span>`;
