import type { Json } from "../../event/json.ts";

/**
 * One piece of an engine's state; the last one of a (rule, operator, key) counts. A piece of the operator `plan` begins
 * its rule's state anew: nothing that came before it of that rule counts any more.
 */
export interface StateEntry {
  /** Rule id; empty for what is the engine's own. */
  readonly rule: string;
  readonly operator: string;
  readonly key: string;
  /** Absent: the piece is gone. */
  readonly state?: Json;
}

/** The operator whose piece names the plan that a rule's state belongs to. */
export const PLAN = "plan";

/**
 * Which pieces of state changed since they were last asked for. Costs nothing until it is asked for the first time;
 * until then everything counts as changed, and {@link Journal.begin} has the owner mark all it has.
 */
export class Journal {
  #dirty: Map<string, { readonly entry: StateEntry; readonly read: () => Json | undefined }> | undefined;

  /** Changes are being kept. */
  get active(): boolean {
    return this.#dirty !== undefined;
  }

  begin(): void {
    this.#dirty ??= new Map();
  }

  /** A piece changed; `read` is called when the changes are drained. Undefined: it is gone. */
  mark(rule: string, operator: string, key: string, read: () => Json | undefined): void {
    this.#dirty?.set(`${rule}\u0000${operator}\u0000${key}`, { entry: { rule, operator, key }, read });
  }

  /** A rule's state begins anew under this plan, or is gone; all that was marked of it is forgotten. */
  restart(rule: string, plan: string | undefined): void {
    for (const [key, { entry }] of this.#dirty ?? []) if (entry.rule === rule) this.#dirty?.delete(key);
    this.mark(rule, PLAN, "", () => plan);
  }

  /** Plans come first, since they begin anew. */
  drain(): readonly StateEntry[] {
    const changed = [...(this.#dirty?.values() ?? [])];
    this.#dirty?.clear();
    const plans = changed.filter(({ entry }) => entry.operator === PLAN);
    const rest = plans.length === 0 ? changed : changed.filter(({ entry }) => entry.operator !== PLAN);
    return [...plans, ...rest].map(({ entry, read }) => {
      const state = read();
      return state === undefined ? entry : { ...entry, state };
    });
  }
}
