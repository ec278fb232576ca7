import { useKeys } from "../shell/keys.ts";

/** What the keys of the list of alerts do. */
export interface AlertActions {
  /** Goes so many alerts on. */
  readonly step: (by: number) => void;
  readonly open: () => void;
  /** Closes the open alert, or else chooses none. */
  readonly leave: () => void;
  readonly choose: () => void;
  readonly set: (status: "open" | "acknowledged" | "closed") => void;
}

export function useAlertKeys({ step, open, leave, choose, set }: AlertActions): void {
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: open,
    Escape: leave,
    x: choose,
    a: () => set("acknowledged"),
    c: () => set("closed"),
    o: () => set("open"),
  });
}
