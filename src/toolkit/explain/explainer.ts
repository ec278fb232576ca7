import type { EventDocument } from "../../event/origin.ts";
import type { JsonObject } from "../../event/json.ts";
import type { RulePlan } from "../../plan/rule-plan.ts";
import type { Rule } from "../../rules/model.ts";
import { createDocumentExplainer, type DocumentExplainer } from "./document.ts";
import { runEngine, type Seen } from "./engine-run.ts";
import type { DocumentExplanation, MatchExplanation, RuleExplanation } from "./explanation.ts";
import type { ExplainOptions } from "./options.ts";
import { Shortlist } from "./shortlist.ts";

/** Explains a rule over documents that come one by one. Keeps of them what it will show. */
export interface Explainer {
  push(document: EventDocument): void;
  /** The input has ended. */
  finish(): RuleExplanation;
}

export function createExplainer(rule: Rule, options: ExplainOptions = {}): Explainer {
  const run = runEngine(rule, options);
  const head = { rule: { id: rule.id, name: rule.name, type: rule.type }, index: rule.index ?? [], problems: run.problems };
  const { plan } = run;
  if (!plan) return idle({ ...head, ...(run.unsupported !== undefined && { unsupported: run.unsupported }) });
  const explainer = createDocumentExplainer(rule, plan, options);
  const chosen = new Chosen(explainer, plan, options.limit ?? Number.POSITIVE_INFINITY);
  let events = 0;
  return {
    push: (document) => {
      const number = events++;
      chosen.add(number, document, run.push(number, document));
    },
    finish: () => {
      const { matches, told } = run.finish();
      return { ...head, matched: matches.some(isAlert), events, documents: chosen.explain(), matches, ...told };
    },
  };
}

const isAlert = ({ fate }: MatchExplanation): boolean => fate === "alerted" || fate === "building_block";

/** Of a rule that does not run there is nothing to explain. */
function idle(head: Pick<RuleExplanation, "rule" | "index" | "problems" | "unsupported">): Explainer {
  let events = 0;
  return {
    push: () => void events++,
    finish: () => ({ ...head, matched: false, events, documents: [], matches: [] }),
  };
}

/** Nearest misses that are shown even where there are more matching documents than the limit. */
const KEPT_MISSES = 3;

/** The documents that are explained: those that match first, then the nearest misses. */
class Chosen {
  readonly #explainer: DocumentExplainer;
  readonly #limit: number;
  /** Of sequences and samples, events that match no stage are shown only where nothing matches. */
  readonly #staged: boolean;
  readonly #matching: { readonly number: number; readonly document: JsonObject; readonly seen: Seen }[] = [];
  readonly #misses: Shortlist;

  constructor(explainer: DocumentExplainer, plan: RulePlan, limit: number) {
    this.#explainer = explainer;
    this.#limit = limit;
    this.#staged = plan.root.kind === "sequence" || plan.root.kind === "sample";
    this.#misses = new Shortlist(limit);
  }

  add(number: number, document: JsonObject, seen: Seen | undefined): void {
    if (!seen) this.#misses.add({ number, document, failing: this.#explainer.failing(document) });
    else if (this.#matching.length < this.#limit) this.#matching.push({ number, document, seen });
  }

  explain(): readonly DocumentExplanation[] {
    const misses = this.#misses.kept.slice(0, this.#missesShown());
    const matching = this.#matching.slice(0, this.#limit - misses.length);
    return [...matching, ...misses]
      .map((each) => this.#explainer.explain(each.number, each.document, "seen" in each ? each.seen : undefined))
      .sort((a, b) => a.number - b.number);
  }

  #missesShown(): number {
    if (this.#limit === Number.POSITIVE_INFINITY) return this.#limit;
    const matching = this.#matching.length;
    if (this.#staged && matching > 0) return 0;
    return Math.max(this.#limit - matching, Math.min(KEPT_MISSES, Math.floor(this.#limit / 2)));
  }
}

