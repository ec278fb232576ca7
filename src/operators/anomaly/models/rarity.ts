import type { Json } from "../../../event/json.ts";
import type { DetectorPlan, JobPlan } from "../../../plan/job-plan.ts";
import { identify } from "../../keys.ts";
import { KeyStore, type Touched } from "../../key-store.ts";
import { MIN_BUCKETS } from "../baseline.ts";
import type { Cell } from "../cell.ts";
import type { DetectorFunction } from "../detector-function.ts";
import { type BucketInfo, type DetectorModel, type Finding, MAX_KEYS } from "../finding.ts";
import { Peers } from "../peers.ts";
import { Rarity } from "../rarity.ts";
import { USUAL } from "../score.ts";
import { poissonAtMost } from "../tails.ts";
import { grouped, oneIn } from "../words.ts";

/** A value, or a member's use of it: how often it was seen, or by how many members. */
interface Seen extends Touched {
  times: number;
  /** Sightings that its partition had had when it was first seen. */
  readonly since: number;
}

interface World extends Touched {
  readonly rarity: Rarity;
}

interface Judged {
  readonly cell: Cell;
  readonly valueId: string;
  readonly before: number;
  readonly more: number;
  /** By its own partition, and with those of its age. */
  readonly own: number;
  readonly probability: number;
}

/** Powers of a probability are taken for events of one bucket, no more than these. */
const MAX_POWER = 10;

/** Compares how often values were seen, by partition; in a population, by how many of its members. */
export class RarityModel implements DetectorModel {
  evicted = 0;
  readonly minds: boolean = false;
  readonly #detector: DetectorPlan;
  readonly #counts: boolean;
  readonly #function: DetectorFunction;
  readonly #pruneAfter: number;
  readonly #values: KeyStore<Seen>;
  /** Which member has had which value. */
  readonly #pairs: KeyStore<Seen>;
  readonly #worlds: KeyStore<World>;
  readonly #peers = new Peers();
  #peersChanged = false;

  constructor(detector: DetectorPlan, definition: DetectorFunction, { pruneAfter }: Pick<JobPlan, "pruneAfter">) {
    this.#detector = detector;
    this.#function = definition;
    this.#counts = definition.counts === true;
    this.#pruneAfter = pruneAfter;
    const evict = (): void => void this.evicted++;
    this.#values = new KeyStore(MAX_KEYS, evict);
    this.#pairs = new KeyStore(MAX_KEYS, evict);
    this.#worlds = new KeyStore(MAX_KEYS, evict);
  }

  get live(): number {
    return this.#values.size + this.#pairs.size + this.#worlds.size;
  }

  close({ start }: BucketInfo, cells: readonly Cell[]): readonly Finding[] {
    for (const store of [this.#values, this.#pairs, this.#worlds]) store.expire(start - this.#pruneAfter, () => undefined);
    const findings: Finding[] = [];
    const judgedWorlds: { readonly world: World; readonly judged: readonly Judged[] }[] = [];
    for (const [id, members] of Map.groupBy(cells, (cell) => identify([cell.partition]))) {
      const world = this.#worlds.get(id) ?? { touched: start, rarity: new Rarity() };
      const judged = members.map((cell) => this.#judge(world.rarity, cell));
      if (world.rarity.buckets >= MIN_BUCKETS)
        findings.push(...(this.#detector.over ? this.#ofMembers(judged) : judged.map((each) => this.#ofValue(world.rarity, each))));
      judgedWorlds.push({ world, judged });
      this.#worlds.touch(id, world, start);
    }
    for (const { world, judged } of judgedWorlds) this.#learnWorld(world.rarity, judged, start);
    return findings;
  }

  changes(): readonly (readonly [key: string, state: unknown])[] {
    const peers = this.#peersChanged ? [["peers", this.#peers.save()] as const] : [];
    this.#peersChanged = false;
    return [
      ...peers,
      ...named("v", this.#values.changes()),
      ...named("p", this.#pairs.changes()),
      ...named("w", this.#worlds.changes()).map(([key, world]) => [key, world && saveWorld(world)] as const),
    ];
  }

  restore(entries: Iterable<readonly [key: string, state: unknown]>): void {
    const all = [...entries];
    const peers = all.find(([key]) => key === "peers")?.[1];
    if (peers) this.#peers.restore(peers as ReturnType<Peers["save"]>);
    // The other keys begin with a letter and a digit or a dash.
    const of = (letter: string): (readonly [string, unknown])[] =>
      all.filter(([key]) => key !== "peers" && key.startsWith(letter)).map(([key, state]) => [key.slice(1), state] as const);
    this.#values.restore(of("v") as [string, Seen][]);
    this.#pairs.restore(of("p") as [string, Seen][]);
    this.#worlds.restore(of("w").map(([key, state]) => [key, loadWorld(state as Json)] as const));
  }

  #judge(rarity: Rarity, cell: Cell): Judged {
    const valueId = identify([cell.partition, cell.by]);
    const known = this.#values.get(valueId);
    const before = known?.times ?? 0;
    const events = this.#function.value(cell.tally) ?? 1;
    const isKnownPair = this.#detector.over !== undefined && this.#pairs.get(cell.id) !== undefined;
    const more = isKnownPair ? 0 : this.#detector.over ? 1 : events;
    const { now: own, before: habit } = rarity.probability(before, more);
    // A newcomer that has come often since it first came is no rarity any more, however long the time before was.
    const lately = known && more > 0 ? (before + more) / (rarity.sightings - known.since + more) : 0;
    const single = Math.max(lately, this.#detector.partition ? this.#peers.probability(own, habit, rarity.sightings) : own);
    return { cell, valueId, before, more, own, probability: this.#counts ? single ** Math.min(events, MAX_POWER) : single };
  }

  #learnWorld(rarity: Rarity, judged: readonly Judged[], start: number): void {
    if (rarity.buckets >= MIN_BUCKETS && this.#detector.partition) {
      for (const { own } of judged) this.#peers.add(own, rarity.sightings);
      this.#peersChanged = true;
    }
    for (const each of judged) this.#learn(rarity, each, start);
    rarity.buckets++;
  }

  /** In a bucket several members may have the same value: each pair counts once. */
  #learn(rarity: Rarity, { cell, valueId, more }: Judged, start: number): void {
    const value = this.#values.get(valueId) ?? { touched: start, times: 0, since: rarity.sightings };
    if (more > 0) rarity.see(value.times, more);
    value.times += more;
    this.#values.touch(valueId, value, start);
    if (this.#detector.over)
      this.#pairs.touch(cell.id, this.#pairs.get(cell.id) ?? { touched: start, times: 1, since: rarity.sightings }, start);
  }

  #ofValue(rarity: Rarity, { cell, before, more, probability }: Judged): Finding {
    const { buckets, sightings } = rarity;
    const words = (): string => this.#wordsOf(before, buckets, sightings, probability);
    return { cell, cells: [cell], probability, actual: more, typical: before / Math.max(1, buckets), words };
  }

  #wordsOf(before: number, buckets: number, sightings: number, probability: number): string {
    const unit = this.#counts ? "events" : "buckets";
    const had = before === 0 ? "never seen before" : `seen in ${grouped(before)} ${unit} before`;
    const of = this.#counts ? "event" : "sighting";
    const peers = this.#detector.partition ? ", those of others of its age considered" : "";
    return `${had}, in ${grouped(buckets)} buckets with ${grouped(sightings)} sightings: ${oneIn(probability)} ${of}s is of a value so rare${peers}`;
  }

  /** One finding a member: all its rare values together, as unlikely as they are one after the other (Fisher). */
  #ofMembers(judged: readonly Judged[]): readonly Finding[] {
    const rare = judged.filter(({ probability }) => probability < USUAL);
    return [...Map.groupBy(rare, ({ cell }) => identify([cell.partition, cell.over])).values()].map((values): Finding => {
      const [{ cell }] = values as [Judged];
      const surprise = values.reduce((sum, { probability }) => sum - Math.log(Math.max(probability, Number.MIN_VALUE)), 0);
      const probability = poissonAtMost(values.length - 1, surprise);
      const rarest = values.reduce((a, b) => (b.probability < a.probability ? b : a));
      const names = values.slice(0, 3).map((each) => each.cell.by);
      const words = (): string =>
        `${names.join(", ")}${values.length > 3 ? ` and ${values.length - 3} more` : ""}, which few others have: ${oneIn(probability)}`;
      const causes = values.map((each) => ({ by: each.cell.by, probability: each.probability, actual: each.more, typical: each.before }));
      return {
        cell: { ...cell, by: rarest.cell.by },
        cells: values.map((each) => each.cell),
        probability,
        actual: values.length,
        typical: 0,
        words,
        causes,
      };
    });
  }
}

const named = <T>(letter: string, entries: readonly (readonly [string, T])[]): (readonly [string, T])[] =>
  entries.map(([key, state]) => [letter + key, state] as const);

const saveWorld = ({ touched, rarity }: World): Json => [touched, rarity.save()];

function loadWorld(saved: Json): World {
  const [touched, rarity] = saved as [number, Json];
  return { touched, rarity: Rarity.load(rarity) };
}
