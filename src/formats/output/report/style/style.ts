import { ALERTS } from "./alerts.ts";
import { COLOURS } from "./colours.ts";
import { FILTER } from "./filter.ts";
import { FRAME } from "./frame.ts";
import { PRINT } from "./print.ts";
import { SECTIONS } from "./sections.ts";

/** The page's style sheet. Static text: nothing of an event, a rule or a file name is ever in it. */
export const STYLE: string = [COLOURS, FRAME, SECTIONS, ALERTS, FILTER, PRINT].join("\n");
