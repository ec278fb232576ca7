import type { CompileCommand } from "../context.ts";

/** The first rows. */
export const limit: CompileCommand<"limit"> = ({ count }, layout) => ({
  layout,
  connect: (next) => {
    let taken = 0;
    return {
      push: (row) => {
        if (taken >= count) return;
        taken++;
        next.push(row);
      },
      end: () => next.end(),
      full: () => taken >= count || next.full(),
    };
  },
});
