import type { Json } from "../../event/json.ts";

/** One piece of an engine's state; the last one of a (rule, operator, key) counts. */
export interface StateEntry {
  /** Rule id; empty for what is the engine's own. */
  readonly rule: string;
  readonly operator: string;
  readonly key: string;
  /** Absent: the piece is gone. */
  readonly state?: Json;
}

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

  drain(): readonly StateEntry[] {
    const changed = [...(this.#dirty?.values() ?? [])];
    this.#dirty?.clear();
    return changed.map(({ entry, read }) => {
      const state = read();
      return state === undefined ? entry : { ...entry, state };
    });
  }
}
