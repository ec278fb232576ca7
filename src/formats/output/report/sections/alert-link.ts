import { html, type Html } from "../html.ts";
import type { NumberedAlert } from "../model.ts";
import { severityMark } from "../phrases.ts";

/** Its shape and its rule, as a link to the whole alert. */
export const alertLink = ({ number, kept }: NumberedAlert): Html =>
  html`<a href="#a${number}">${severityMark(kept.event.row.severity)}<span class="unseen"> ${kept.event.row.severity}:</span> ${kept.event.row.rule}</a>`;
