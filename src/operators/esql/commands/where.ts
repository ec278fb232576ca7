import { type CompileCommand, compileOver } from "../context.ts";
import { through } from "../row.ts";

/** Keeps rows whose condition is true; null and false both drop. */
export const where: CompileCommand<"where"> = ({ condition }, layout, context) => {
  const holds = compileOver(condition, layout, context);
  return {
    layout,
    connect: (next) =>
      through(next, (row) => {
        if (holds(row) === true) next.push(row);
      }),
  };
};
