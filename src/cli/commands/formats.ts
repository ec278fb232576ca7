import { CONTAINERS } from "../../formats/input/containers.ts";
import { FORMATS } from "../../formats/input/formats.ts";
import { INTEGRATIONS } from "../../integrations/table.ts";
import type { CommandSpec } from "../command.ts";
import { renderColumns } from "../render/columns.ts";

/** `tocsin formats`: what input is understood, and what each kind of log fills. */
export const formatsCommand: CommandSpec = {
  name: "formats",
  args: "",
  summary: "list the input formats and the logs that are turned into ECS",
  examples: ["tocsin formats", "tocsin formats --output json"],
  flags: ["output"],
  async run({ settings, terminal }) {
    const output = settings["output"];
    if (output === "json" || output === "ndjson") await terminal.out(asJson(output === "json"));
    else await terminal.out(asTables(terminal.width));
    return 0;
  },
};

const TOLD = `Everything is told by content; --format NAME forces one of the names below. ECS documents (Elastic Defend, Beats,
Elastic's integrations) pass as they are. Files may be in any of the containers, in folders, or piped in.
`;

function asTables(width: number): string {
  const formats = FORMATS.map(({ name, title }) => [name, title]);
  const containers = CONTAINERS.map(({ name, title }) => [name, title]);
  return [
    TOLD,
    renderColumns(["format", "what it is"], formats, width, 1),
    "",
    "log, and the families of fields that are filled",
    ...INTEGRATIONS.flatMap(({ name, title, fills }) => [`${name}: ${title}`, ...wrapped(fills, width)]),
    "",
    renderColumns(["container", "what it is"], containers, width, 1),
    "",
  ].join("\n");
}

const INDENT = "    ";

/** Names separated by commas, in lines that fit. */
function wrapped(names: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = INDENT;
  for (const [i, name] of names.entries()) {
    const word = i < names.length - 1 ? `${name}, ` : name;
    if (line.length + word.length > width && line !== INDENT) {
      lines.push(line.trimEnd());
      line = INDENT;
    }
    line += word;
  }
  return [...lines, line];
}

function asJson(pretty: boolean): string {
  const all = {
    formats: FORMATS.map(({ name, title }) => ({ name, title })),
    integrations: INTEGRATIONS.map(({ name, title, fills }) => ({ name, title, fills })),
    containers: CONTAINERS.map(({ name, title }) => ({ name, title })),
  };
  return `${JSON.stringify(all, null, pretty ? 2 : 0)}\n`;
}
