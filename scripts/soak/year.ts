import type { EventDocument } from "../../src/event/origin.ts";
import type { Random } from "./random.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A Monday. */
const START = Date.UTC(2025, 0, 6);

export interface YearOptions {
  readonly days: number;
  readonly users: number;
  readonly hosts: number;
}

/** Something out of the ordinary that was put among the events: what must be found. */
export interface Planted {
  readonly what: string;
  readonly day: number;
  /** Whether a record is about it: by its time and by what it names. */
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
}

export interface Year {
  readonly planted: readonly Planted[];
  /** The events of a day, in no order. */
  day(day: number): readonly EventDocument[];
}

const PROGRAMS = [
  "sshd",
  "cron",
  "systemd",
  "bash",
  "python3",
  "nginx",
  "postgres",
  "java",
  "rsync",
  "logrotate",
  "vim",
  "git",
  "curl",
  "apt",
  "tar",
];
const TOOLS = [
  "nc.traditional",
  "xmrig",
  "chisel",
  "mimipenguin",
  "socat-static",
  "linpeas.sh",
  "frpc",
  "kinsing",
  "merlin-agent",
  "pspy64",
];

/**
 * A year of logons and process starts: working hours and weekends, programs of each host, and the ordinary surprises of
 * every network (new colleagues, new addresses, late evenings, software that is rolled out), in which rarities are planted.
 */
export function createYear(random: Random, options: YearOptions): Year {
  const plants = plantAll(random, options);
  return {
    planted: plants.map(({ planted }) => planted),
    day: (day) => [...ordinary(random, options, day), ...plants.flatMap((each) => each.events(day))],
  };
}

function ordinary(random: Random, { users, hosts }: YearOptions, day: number): EventDocument[] {
  const begin = START + day * DAY_MS;
  const weekend = day % 7 > 4;
  const events: EventDocument[] = [];
  // Colleagues come through the year: one in ten is not there from the beginning.
  for (let user = 0; user < users; user++) {
    if (user % 10 === 9 && day < (user * 37) % 330) continue;
    if (weekend && random.below(12) > 0) continue;
    for (let n = 2 + random.below(6); n > 0; n--) {
      const late = random.below(400) === 0;
      const hour = late ? 18 + random.below(4) : 8 + random.below(10);
      const away = random.below(300) === 0;
      // Each has a few addresses of their own outside.
      const ip = away
        ? `198.51.${user % 100}.${(user * 3 + random.below(3)) % 250}`
        : `10.1.${user >> 6}.${(user & 63) * 2 + (random.below(8) === 0 ? 1 : 0)}`;
      events.push(
        logon(begin + hour * HOUR_MS + random.below(3_600_000), `user${user}`, ip, `host${(user + random.below(3)) % hosts}`, "success"),
      );
      if (random.below(15) === 0)
        events.push(logon(begin + hour * HOUR_MS + random.below(3_600_000), `user${user}`, ip, `host${user % hosts}`, "failure"));
    }
  }
  for (let host = 0; host < hosts; host++) {
    for (let n = 30 + random.below(12); n > 0; n--) {
      const program = PROGRAMS[(random.below(8) + (random.below(4) === 0 ? host : 0)) % PROGRAMS.length] ?? "bash";
      events.push(processStart(begin + random.below(DAY_MS), `host${host}`, `svc${host % 7}`, program));
    }
    // Software that is rolled out: a new version's name, on all hosts within two days.
    if (day % 60 === 30 || (day % 60 === 31 && host % 2 === 0))
      events.push(processStart(begin + 10 * HOUR_MS + host * MINUTE_MS, `host${host}`, "root", `updater-${Math.floor(day / 60)}`));
  }
  return events;
}

interface Plant {
  readonly planted: Planted;
  events(day: number): readonly EventDocument[];
}

type Maker = (
  random: Random,
  options: YearOptions,
  time: number,
  n: number,
) => { readonly what: string; readonly names: readonly string[]; readonly events: readonly EventDocument[] };

const MAKERS: readonly Maker[] = [
  (random, { hosts }, time, n) => {
    const [user, host] = [`admin-${n}`, `host${random.below(hosts)}`];
    return { what: "an account that never logged on", names: [user], events: [logon(time, user, `10.9.9.${n}`, host, "success")] };
  },
  (random, { users, hosts }, time, n) => {
    const [user, ip] = [`user${random.below(users)}`, `203.0.113.${n + 1}`];
    return {
      what: "a user from an address nobody had",
      names: [user, ip],
      events: [logon(time, user, ip, `host${random.below(hosts)}`, "success")],
    };
  },
  (random, { hosts }, time, n) => {
    const [host, tool] = [`host${random.below(hosts)}`, TOOLS[n % TOOLS.length] ?? "nc"];
    return { what: "a tool that no host ran before", names: [tool], events: [processStart(time, host, "www-data", tool)] };
  },
  (random, { hosts }, time) => {
    const host = `host${random.below(hosts)}`;
    const events = Array.from({ length: 400 }, (_, i) => logon(time + i * 900, `user${i % 40}`, "192.0.2.66", host, "failure"));
    return { what: "passwords guessed on one host", names: [host, "192.0.2.66"], events };
  },
  (random, { users, hosts }, time) => {
    const [user, ip] = [`user${random.below(users)}`, "10.200.0.1"];
    const events = Array.from({ length: 250 }, (_, i) => logon(time + i * 2000, user, ip, `host${i % hosts}`, "success"));
    return { what: "one account on every host within minutes", names: [user, ip], events };
  },
];

/** Four of each kind, after a time of learning, on days of their own. */
function plantAll(random: Random, options: YearOptions): readonly Plant[] {
  const first = Math.floor(options.days / 3);
  return Array.from({ length: 4 * MAKERS.length }, (_, n): Plant => {
    const day = first + Math.floor(((options.days - first - 2) * n) / (4 * MAKERS.length));
    const start = START + day * DAY_MS + (9 + random.below(8)) * HOUR_MS + random.below(40) * MINUTE_MS;
    const { what, names, events } = (MAKERS[n % MAKERS.length] as Maker)(random, options, start, n);
    const planted = { what, day, names, start: start - HOUR_MS, end: start + HOUR_MS };
    return { planted, events: (asked) => (asked === day ? events : []) };
  });
}

function logon(time: number, user: string, ip: string, host: string, outcome: string): EventDocument {
  return {
    "@timestamp": new Date(time).toISOString(),
    data_stream: { type: "logs", dataset: "system.auth", namespace: "default" },
    event: { category: ["authentication"], type: ["start"], outcome },
    user: { name: user },
    source: { ip },
    host: { name: host, os: { type: "linux" } },
  };
}

function processStart(time: number, host: string, user: string, program: string): EventDocument {
  return {
    "@timestamp": new Date(time).toISOString(),
    data_stream: { type: "logs", dataset: "endpoint.events.process", namespace: "default" },
    event: { category: ["process"], type: ["start"] },
    host: { name: host, os: { type: "linux" } },
    user: { name: user },
    process: { name: program, parent: { name: "systemd" } },
  };
}
