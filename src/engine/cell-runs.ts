import type { PlacedCell } from "../operators/anomaly/job.ts";
import type { SpillStore } from "./spill.ts";
import { type Place, SpilledText } from "./spilled-text.ts";

/** Cells read back at once. */
const BLOCK_CELLS = 64;

/** Ordered cells of one job in the spill store. */
export interface CellRun {
  readonly blocks: readonly Place[];
}

/** Moves ordered cells of machine learning jobs to the spill store and back. */
export class CellRuns {
  readonly #spill: SpilledText;

  constructor(store: SpillStore) {
    this.#spill = new SpilledText(store);
  }

  write(cells: readonly PlacedCell[]): CellRun {
    const blocks: Place[] = [];
    for (let i = 0; i < cells.length; i += BLOCK_CELLS) blocks.push(this.#spill.append(JSON.stringify(cells.slice(i, i + BLOCK_CELLS))));
    return { blocks };
  }

  *read({ blocks }: CellRun): Generator<PlacedCell> {
    for (const block of blocks) yield* JSON.parse(this.#spill.read(block)) as PlacedCell[];
  }
}
