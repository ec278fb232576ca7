import type { Json, JsonObject } from "../../event/json.ts";

/** A record of a Windows event log, however it was written down. Texts are as Windows has them; absent means unknown. */
export interface WindowsEvent {
  readonly channel: string;
  readonly provider: string | undefined;
  readonly providerGuid: string | undefined;
  readonly eventId: string;
  readonly version: number | undefined;
  /** ISO text, UTC. */
  readonly time: string | undefined;
  /** The time as an agent noted it; absent: the same as `time`. */
  readonly timeCreated?: string | undefined;
  /** The time was printed by a local clock, of 12 hours perhaps, and says that it is UTC all the same. */
  readonly isLocalTime?: boolean;
  readonly recordId: string | undefined;
  readonly computer: string | undefined;
  /** In words: `information`. */
  readonly level: string | undefined;
  readonly task: string | undefined;
  readonly opcode: string | undefined;
  /** In words: `Audit Success`. */
  readonly keywords: readonly string[];
  readonly outcome: "success" | "failure" | undefined;
  /** Process and thread that wrote the record: not those it is about. */
  readonly pid: number | undefined;
  readonly thread: number | undefined;
  readonly activityId: string | undefined;
  readonly relatedActivityId: string | undefined;
  /** The account that wrote the record. */
  readonly user: LoggingUser;
  /** Event data by name, in its order; data without names is `param1`, `param2`, …. */
  readonly data: EventData;
  readonly userData: JsonObject;
  readonly message: string | undefined;
}

export interface LoggingUser {
  readonly identifier?: string | undefined;
  readonly name?: string | undefined;
  readonly domain?: string | undefined;
  readonly type?: string | undefined;
}

export type EventData = Map<string, Json>;

/** One way in which tools write records of Windows event logs. */
export interface WindowsShape {
  /** For people. */
  readonly name: string;
  /** Cheap: a look at a few keys. */
  accepts(record: JsonObject): boolean;
  /** The log's name as the record has it. */
  channel(record: JsonObject): string | undefined;
  /** The provider's name as the record has it. */
  provider(record: JsonObject): string | undefined;
  read(record: JsonObject): WindowsEvent;
}

/** Numbers of levels, as Windows names them. */
const LEVELS = ["information", "critical", "error", "warning", "information", "verbose"] as const;

/** A level in words, from its number or its name. */
export function levelText(level: string | undefined): string | undefined {
  if (level === undefined || level === "") return undefined;
  const number = Number(level);
  return Number.isInteger(number) ? LEVELS[number] : level.toLowerCase();
}

const OPCODES: Readonly<Record<string, string>> = {
  "0": "Info",
  "1": "Start",
  "2": "Stop",
  "3": "DCStart",
  "4": "DCStop",
  "5": "Extension",
  "6": "Reply",
  "7": "Resume",
  "8": "Suspend",
  "9": "Send",
};

/** An opcode in words; one that only its provider could name is left out. */
export const opcodeText = (opcode: string | undefined): string | undefined => {
  if (opcode === undefined || opcode === "") return undefined;
  return Number.isNaN(Number(opcode)) ? opcode : OPCODES[opcode];
};

/** Bits of the keywords that Windows names itself. */
const KEYWORDS: readonly (readonly [bit: bigint, name: string])[] = [
  [0x0010000000000000n, "Audit Failure"],
  [0x0020000000000000n, "Audit Success"],
  [0x0080000000000000n, "Classic"],
];

/** Keywords in words, from the number (hexadecimal or signed decimal text). */
export function keywordTexts(text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  let bits: bigint;
  try {
    bits = BigInt.asUintN(64, BigInt(text));
  } catch {
    return text === "" ? [] : [text];
  }
  return KEYWORDS.filter(([bit]) => (bits & bit) !== 0n).map(([, name]) => name);
}

export function outcomeOf(keywords: readonly string[]): "success" | "failure" | undefined {
  if (keywords.includes("Audit Failure")) return "failure";
  return keywords.includes("Audit Success") ? "success" : undefined;
}

/** Channels that some tools write in lower case. */
const CHANNELS = new Map(["Security", "System", "Application", "Setup"].map((name) => [name.toLowerCase(), name] as const));

/** The name of a channel as Windows spells it. */
export const channelName = (name: string): string => CHANNELS.get(name.toLowerCase()) ?? name;
