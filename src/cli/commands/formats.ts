import { CONTAINERS } from "../../formats/input/containers.ts";
import { FORMATS } from "../../formats/input/formats.ts";
import type { CommandSpec } from "../command.ts";
import { renderColumns } from "../render/columns.ts";

/** `tocsin formats`: what input is understood. */
export const formatsCommand: CommandSpec = {
  name: "formats",
  args: "",
  summary: "list the input formats",
  examples: ["tocsin formats"],
  flags: [],
  async run({ terminal }) {
    const rows = [
      ...FORMATS.map((format) => [format.name, "records", format.title]),
      ...CONTAINERS.map((container) => [container.name, "container", container.title]),
    ];
    await terminal.out(`${renderColumns(["format", "", "what it is"], rows, terminal.width, 2)}\n`);
    return 0;
  },
};
