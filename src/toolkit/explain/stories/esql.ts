import { createContext } from "../../../operators/esql/query.ts";
import { cutPhases } from "../../../operators/esql/phases.ts";
import { compilePipeline } from "../../../operators/esql/pipeline.ts";
import { compileFrom } from "../../../operators/esql/source.ts";
import type { EsqlWindowTrace } from "../../../operators/esql/window-types.ts";
import type { EsqlFrom } from "../../../plan/esql.ts";
import { printCommand } from "../../../plan/print-commands.ts";
import type { EsqlRuleOp } from "../../../plan/rule-plan.ts";
import type { EsqlExplanation } from "../story-types.ts";
import { MAX_GROUPS, type Story, type StoryParts } from "./story.ts";

/** Which command each event's row died in, and how far the rows of each slot's window came. */
export function esqlStory(op: EsqlRuleOp, { window, data }: StoryParts): Story {
  const phases = cutPhases(op.query.commands);
  const context = createContext({ now: Number.NaN }, data);
  const source = compileFrom(op.query.source as EsqlFrom);
  const pipeline = compilePipeline(phases.events, source.layout, context);
  const row = source.create();
  const passed = phases.events.map(() => 0);
  const died: { number: number; command: number }[] = [];
  const timeless: number[] = [];
  let furthest = -1;
  const sink = pipeline.connect({ push: () => undefined, end: () => undefined, full: () => false }, (command) => {
    passed[command] = (passed[command] ?? 0) + 1;
    furthest = Math.max(furthest, command);
  });
  const slots: EsqlWindowTrace[] = [];
  let moreSlots = 0;
  return {
    trace: { esql: (judged) => void (slots.length < MAX_GROUPS ? slots.push(judged) : moreSlots++) },
    event: ({ number, document, hit }) => {
      if (Number.isNaN(hit.clockTime) && phases.rest !== "none") {
        timeless.push(number);
        return;
      }
      furthest = -1;
      source.fill(row, document);
      sink.push(row);
      if (furthest < phases.events.length - 1) died.push({ number, command: furthest + 1 });
    },
    tell: () => {
      const esql: EsqlExplanation = {
        each: op.each,
        commands: op.query.commands.map(printCommand),
        eventCommands: phases.events.length,
        passed,
        died,
        ...(phases.rest !== "none" && { window }),
        slots,
        moreSlots,
        timeless,
      };
      return { esql };
    },
  };
}
