import { escapeText } from "../../diagnostics/index.ts";
import { originOf } from "../../event/origin.ts";
import { compilePath } from "../../event/path.ts";
import type { DocumentExplanation } from "../../toolkit/explain/explanation.ts";

const readTime = compilePath("@timestamp");

/** `event 3 (events.ndjson:12, 2024-05-01T10:00:00Z)` */
export function eventLabel({ document, number }: Pick<DocumentExplanation, "document" | "number">): string {
  const origin = originOf(document);
  const member = origin?.stream.memberName === undefined ? "" : `!${origin.stream.memberName}`;
  const place = origin ? `${origin.stream.file}${member}:${origin.line ?? origin.record ?? origin.offset}` : undefined;
  const details = [place, readTime(document)[0]].filter((part) => part !== undefined).join(", ");
  return `event ${number + 1}${details === "" ? "" : ` (${escapeText(details)})`}`;
}
