/** Length of the steps that a day or week is divided into. */
export const CLOCK_STEP_MS: number = 30 * 60_000;

/** How far a sighting reaches to both sides, in steps, and its weight there. */
const REACH: readonly number[] = [1 / 3, 2 / 9, 1 / 9];

/** At which steps of a period one key was seen. Plain JSON data. */
export interface Clock {
  sightings: number;
  steps: Record<number, number>;
}

export const newClock = (): Clock => ({ sightings: 0, steps: {} });

/**
 * The probability of a sighting at a time as unusual as `step` or more so: with this one counted, and as the share of the
 * earlier ones. Near times count as
 * nearly the same: half an hour off two thirds, an hour off a third.
 * @param length steps of the period
 */
export function clockProbability(clock: Clock, step: number, length: number): { readonly now: number; readonly before: number } {
  const density = densities(clock, length);
  const here = density[step] ?? 0;
  let rarer = 0;
  for (const each of density) if (each <= here + 1e-9) rarer += each;
  const { sightings } = clock;
  return { now: Math.min(1, (rarer + 1) / (sightings + 1)), before: sightings === 0 ? 0 : Math.min(1, rarer / sightings) };
}

/** The step at which the key is seen most, as seconds into the period. */
export function usualSecond(clock: Clock, length: number): number {
  const density = densities(clock, length);
  let best = 0;
  for (const [step, each] of density.entries()) if (each > (density[best] ?? 0)) best = step;
  return ((best + 0.5) * CLOCK_STEP_MS) / 1000;
}

export function seeClock(clock: Clock, step: number): void {
  clock.sightings++;
  clock.steps[step] = (clock.steps[step] ?? 0) + 1;
}

function densities({ steps }: Clock, length: number): Float64Array {
  const density = new Float64Array(length);
  for (const [written, count] of Object.entries(steps)) {
    const step = Number(written);
    for (const [distance, weight] of REACH.entries()) {
      add(density, step + distance, count * weight);
      if (distance > 0) add(density, step - distance, count * weight);
    }
  }
  return density;
}

function add(density: Float64Array, step: number, weight: number): void {
  const place = (step + density.length) % density.length;
  density[place] = (density[place] ?? 0) + weight;
}
