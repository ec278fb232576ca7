import type { JsonObject } from "../../event/json.ts";
import type { RulePlan } from "../../plan/rule-plan.ts";
import type { DocumentExplainer } from "./document.ts";
import type { Seen } from "./engine-run.ts";
import type { DocumentExplanation } from "./explanation.ts";
import { Shortlist } from "./shortlist.ts";

/** Nearest misses that are shown even where more documents match than the limit allows. */
const KEPT_MISSES = 3;

interface Taken {
  readonly number: number;
  readonly document: JsonObject;
  readonly seen: Seen | undefined;
}

/** Which documents are explained: all of them up to a limit; else those that match, and one of each kind of miss. */
export class Chosen {
  readonly #explainer: DocumentExplainer;
  readonly #limit: number;
  /** Of sequences and samples, events that match no stage are shown only where nothing matches. */
  readonly #staged: boolean;
  /** Every document, as long as there are no more than the limit. */
  #all: Taken[] = [];
  readonly #matching: Taken[] = [];
  readonly #misses = new Shortlist();
  #documents = 0;

  constructor(explainer: DocumentExplainer, plan: RulePlan, limit: number) {
    this.#explainer = explainer;
    this.#limit = limit;
    this.#staged = plan.root.kind === "sequence" || plan.root.kind === "sample";
  }

  add(number: number, document: JsonObject, seen: Seen | undefined): void {
    this.#documents++;
    if (this.#documents <= this.#limit) this.#all.push({ number, document, seen });
    else this.#all = [];
    if (this.#limit === Number.POSITIVE_INFINITY) return;
    if (!seen) this.#misses.add({ number, document, ...this.#explainer.missOf(document) });
    else if (this.#matching.length < this.#limit) this.#matching.push({ number, document, seen });
  }

  explain(): readonly DocumentExplanation[] {
    if (this.#documents <= this.#limit)
      return this.#all.map(({ number, document, seen }) => this.#explainer.explain(number, document, seen));
    const misses = this.#misses.examples().slice(0, this.#missesShown());
    const matching = this.#matching.slice(0, this.#limit - misses.length);
    return [
      ...matching.map(({ number, document, seen }) => this.#explainer.explain(number, document, seen)),
      ...misses.map(({ number, document, alike }) => ({ ...this.#explainer.explain(number, document, undefined), alike })),
    ].sort((a, b) => a.number - b.number);
  }

  #missesShown(): number {
    const matching = this.#matching.length;
    if (this.#staged && matching > 0) return 0;
    return Math.max(this.#limit - matching, Math.min(KEPT_MISSES, Math.floor(this.#limit / 2)));
  }
}
