import { escapeText } from "../../diagnostics/index.ts";
import { formatTime } from "../../event/time.ts";
import type { Paint } from "../../formats/output/paint.ts";
import { plural } from "../../formats/output/quantity.ts";
import type { EsqlWindowTrace } from "../../operators/esql/window-types.ts";
import type { EsqlExplanation } from "../../toolkit/explain/story-types.ts";
import { durationText, eventNumbers, unseenLines } from "./story-text.ts";

/** Slots told before the rest is only counted. */
const MAX_SLOTS = 10;

/** The rows after each command, and where they died: event by event first, then slot by slot. */
export function renderEsql(esql: EsqlExplanation, paint: Paint): string[] {
  const { commands, eventCommands, passed, died, window, slots, moreSlots, timeless } = esql;
  const over = window ? ` in windows of ${durationText(window.to - window.from)}, judged every ${durationText(window.interval)}` : "";
  const lines = [`${paint("accent", "rows")} after each command${over}`];
  commands.slice(0, eventCommands).forEach((command, i) => {
    const gone = died.filter((each) => each.command === i).map(({ number }) => number);
    const ends = gone.length === 0 ? "" : ` ${paint("dim", `← gives none for ${eventNumbers(gone)}`)}`;
    lines.push(commandLine(command, passed[i] ?? 0, paint) + ends);
  });
  const told = [...slots].sort((a, b) => reach(b) - reach(a) || a.slot - b.slot).slice(0, MAX_SLOTS);
  for (const slot of told.sort((a, b) => a.slot - b.slot)) lines.push(...slotLines(slot, esql, paint));
  const more = slots.length - told.length + moreSlots;
  if (more > 0) lines.push(`  … and ${plural(more, "more slot")}`);
  if (window && slots.length === 0) lines.push("  nothing entered a window");
  return [...lines, ...unseenLines(timeless, [], [])];
}

/** How many commands rows came out of. */
const reach = ({ rows }: EsqlWindowTrace): number => {
  const end = rows.indexOf(0);
  return end === -1 ? rows.length : end;
};

function slotLines({ slot, held, rows }: EsqlWindowTrace, { commands, eventCommands }: EsqlExplanation, paint: Paint): string[] {
  return [
    `  at the slot ${formatTime(slot)}, over ${plural(held, "held row")}:`,
    ...rows.slice(0, ending(rows)).map((count, i) => `  ${commandLine(commands[eventCommands + i] ?? "", count, paint)}`),
  ];
}

/** Up to the command that rows die in. */
const ending = (rows: readonly number[]): number => (rows.includes(0) ? rows.indexOf(0) + 1 : rows.length);

const commandLine = (command: string, rows: number, paint: Paint): string =>
  `  ${rows > 0 ? paint("good", "✓") : paint("bad", "✗")} ${escapeText(command)}: ${rows === 0 ? paint("bad", "no row") : plural(rows, "row")}`;
