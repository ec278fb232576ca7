import type { Alert } from "../../alerts/alert.ts";
import { isError } from "../../diagnostics/index.ts";
import { createEngine } from "../../engine/engine.ts";
import type { EventDocument } from "../../event/origin.ts";
import { loadRuleText } from "../../rules/load.ts";
import type { Rule } from "../../rules/model.ts";
import type { EventStore } from "../../store/events.ts";
import { createSpillFile } from "../../toolkit/spill-file.ts";
import type { Catalog } from "../rules/catalog.ts";
import type { TryOutcome, TryTask } from "./messages.ts";
import { QueryFault } from "./query-fault.ts";

const MOST_EVENTS = 2_000_000;
const LONGEST_MS = 60_000;
const MOST_SHOWN = 200;

/** Runs a rule's text, and the saved rule where there is one, over the stored events of a time, and tells the two apart. */
export function tryRule(task: TryTask, events: EventStore, catalog: Catalog): TryOutcome {
  const started = performance.now();
  const { rules, problems } = loadRuleText(`rule.${task.format}`, task.text);
  const [rule] = rules;
  if (!rule) throw new QueryFault("the rule has faults", problems.filter(isError));
  const saved = catalog.rules.find((each) => each.rule.id === task.against)?.rule;
  const spill = createSpillFile();
  try {
    const { exceptions, valueLists, surroundings } = catalog;
    const bound = { exceptions, valueLists, spill, schema: surroundings.fields, ...surroundings.tables };
    const engine = createEngine({ rules: [rule], ...bound });
    const faults = engine.problems.filter(isError);
    if (faults.length > 0) throw new QueryFault("the rule has faults", faults);
    const [unsupported] = engine.unsupported;
    if (unsupported) throw new QueryFault(`this version does not run it: ${unsupported.reason}`, []);
    const other = saved && createEngine({ rules: [saved], ...bound });
    const seen = pushAll(
      events.scan(task),
      (event) => {
        engine.push(event);
        other?.push(event);
      },
      () => performance.now() - started > LONGEST_MS,
    );
    const [made, before] = [keyed(engine.finish()), keyed(other?.finish() ?? [])];
    const added = [...made].filter(([key]) => !before.has(key)).map(([, alert]) => alert);
    const removed = [...before].filter(([key]) => !made.has(key)).map(([, alert]) => alert);
    return {
      events: seen,
      milliseconds: Math.round(performance.now() - started),
      added: added.slice(0, MOST_SHOWN),
      removed: removed.slice(0, MOST_SHOWN),
      same: made.size - added.length,
      silence: made.size > 0 ? null : silenceOf(rule, seen, engine.stats()),
    };
  } finally {
    spill.close();
  }
}

function pushAll(batches: Iterable<readonly EventDocument[]>, push: (event: EventDocument) => void, isOver: () => boolean): number {
  let seen = 0;
  for (const batch of batches) {
    for (const event of batch) push(event);
    seen += batch.length;
    if (seen >= MOST_EVENTS || isOver()) break;
  }
  return seen;
}

/** Two versions of a rule alert on the same where the events and the slot are the same. */
function keyed(alerts: Iterable<Alert>): ReadonlyMap<string, Alert> {
  const found = new Map<string, Alert>();
  for (const alert of alerts) {
    if (alert["kibana.alert.group.index"] !== undefined) continue;
    found.set(
      JSON.stringify([alert["kibana.alert.ancestors"], alert["@timestamp"], alert["kibana.alert.threshold_result"] ?? null]),
      alert,
    );
  }
  return found;
}

function silenceOf(
  { index }: Rule,
  seen: number,
  stats: { readonly unrouted: number; readonly rules: readonly { readonly contributed: number; readonly matches: number }[] },
): string {
  if (seen === 0) return "there are no stored events of this time";
  if (stats.unrouted === seen) return `no event is of an index that the rule reads (${index?.join(", ") ?? "*"})`;
  const [own] = stats.rules;
  if (own && own.matches > 0) return "what matched was taken out by exceptions";
  return own && own.contributed > 0
    ? `${own.contributed} events fit a part of it, but never all of it together`
    : "no event fits its query";
}
