import type { CommandSpec } from "../command.ts";
import { CONFIG_FILE } from "../config.ts";
import { FLAGS, type FlagName } from "../flags.ts";

/** `tocsin config`: what is in force, in the form of a configuration file. */
export const configCommand: CommandSpec = {
  name: "config",
  args: "",
  summary: "print the settings in force, as a configuration file",
  examples: ["tocsin config", "tocsin config --rules my-rules/ > tocsin.toml"],
  flags: FLAGS.map((flag): FlagName => flag.name).filter((name) => name !== "config"),
  async run({ settings, terminal, configFile }) {
    const lines = [
      configFile === undefined ? `# no ${CONFIG_FILE} here; these are the flags given` : `# from ${configFile} and the flags given`,
    ];
    for (const flag of FLAGS) {
      const value = settings[flag.name];
      lines.push(value === undefined ? `# ${flag.name} = …   (${flag.help})` : `${flag.name} = ${tomlValue(value)}`);
    }
    await terminal.out(`${lines.join("\n")}\n`);
    return 0;
  },
};

/** JSON's strings, numbers, booleans and lists are TOML's. */
const tomlValue = (value: unknown): string => JSON.stringify(value);
