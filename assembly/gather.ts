import { addAmount, cellOf, countEvent, countPair, currentEpoch, handOver, layCells, makeRoom } from "./cells";
import { readField, valueCount, valueNumber, valueText } from "./fields";
import { forgetInterned, isInternedFull, layInterned } from "./interned";
import { allocate } from "./memory";
import { currentGeneration } from "./tape";
import { firstTime } from "./times";

/** A job: which span its buckets have, its detectors; its cell of the bucket at hand, that bucket's beginning and the epoch of both. */
const JOB: usize = 32;
const FIRST_DETECTOR: usize = 4;
const DETECTORS: usize = 8;
const JOB_CELL: usize = 12;
const JOB_START: usize = 16;
const JOB_EPOCH: usize = 24;

/** A detector: what it counts, the fields of its three keys and that of its values (-1: none), its influencers: how many, and where their fields stand. */
const DETECTOR: usize = 32;
const PARTITION: usize = 4;
const BY: usize = 8;
const OVER: usize = 12;
const FIELD: usize = 16;
const INFLUENCERS: usize = 20;
const INFLUENCERS_AT: usize = 24;

/** What a detector counts: events, the numbers of a field, its values, those that are numbers, or the times of events. */
const NUMBERS: i32 = 1;
const VALUES: i32 = 2;
const NUMERIC_VALUES: i32 = 3;
const TIMES: i32 = 4;
/** What a value is to a cell: one that its detector counts, or that of the influencer of this number. */
const OWN_VALUE: i32 = 255;

/** The most values that a field has here. */
const MOST_VALUES: i32 = 8;

/** A length of buckets in milliseconds; when the bucket of the line at hand begins, and that line's generation. */
const SPAN: usize = 24;
const SPAN_START: usize = 8;
const SPAN_GENERATION: usize = 16;

let jobs: usize = 0;
let jobCount: i32 = 0;
let detectors: usize = 0;
let detectorCount: i32 = 0;
let spans: usize = 0;
/** By predicate: the job whose events it finds, plus one. */
let takers: usize = 0;
/** Jobs that take the line at hand. */
let taken: usize = 0;
let takenCount: i32 = 0;

/** Predicates, jobs, detectors and spans; where to write them is told by what follows. */
export function layGathering(predicates: i32, allJobs: i32, allDetectors: i32, allSpans: i32): void {
  layInterned();
  layCells();
  takers = allocate((predicates as usize) << 2);
  jobCount = allJobs;
  jobs = allocate((allJobs as usize) * JOB);
  detectorCount = allDetectors;
  detectors = allocate((allDetectors as usize) * DETECTOR);
  spans = allocate((allSpans as usize) * SPAN);
  taken = allocate((allJobs as usize) << 2);
}

export function takersAt(): usize {
  return takers;
}

export function jobsAt(): usize {
  return jobs;
}

export function detectorsAt(): usize {
  return detectors;
}

export function spansAt(): usize {
  return spans;
}

export function takenAt(): usize {
  return taken;
}

export function takenJobs(): i32 {
  return takenCount;
}

export function beginTaken(): void {
  takenCount = 0;
}

/** Notes the job whose events a predicate finds; false where it is none of a job. */
export function takeFor(predicate: i32): bool {
  if (jobCount == 0) return false;
  const job = load<i32>(takers + ((predicate as usize) << 2));
  if (job == 0) return false;
  store<i32>(taken + ((takenCount as usize) << 2), job - 1);
  takenCount++;
  return true;
}

/** Counts the line at hand for the jobs that take it; false where that cannot be done here, and nothing was counted. */
export function gather(hasTime: bool): bool {
  if (takenCount == 0) return true;
  if (!hasTime) return false;
  if (isInternedFull()) {
    handOver();
    forgetInterned();
  }
  for (let i = 0; i < takenCount; i++) if (!readFields(load<i32>(taken + ((i as usize) << 2)))) return false;
  for (let i = 0; i < takenCount; i++) gatherFor(load<i32>(taken + ((i as usize) << 2)));
  return true;
}

function readFields(job: i32): bool {
  const own = jobs + (job as usize) * JOB;
  const first = load<i32>(own + FIRST_DETECTOR);
  for (let d = first; d < first + load<i32>(own + DETECTORS); d++) {
    const detector = detectors + (d as usize) * DETECTOR;
    if (!isRead(detector + PARTITION) || !isRead(detector + BY) || !isRead(detector + OVER) || !isRead(detector + FIELD)) return false;
    const influencers = load<u32>(detector + INFLUENCERS_AT) as usize;
    for (let i = 0; i < load<i32>(detector + INFLUENCERS); i++) if (!isRead(influencers + ((i as usize) << 2))) return false;
  }
  return true;
}

function isRead(at: usize): bool {
  const field = load<i32>(at);
  return field < 0 || readField(field);
}

function startOf(span: i32): f64 {
  const own = spans + (span as usize) * SPAN;
  const generation = currentGeneration();
  if (load<u32>(own + SPAN_GENERATION) == generation) return load<f64>(own + SPAN_START);
  const length = load<f64>(own);
  const start = floor<f64>(firstTime() / length) * length;
  store<u32>(own + SPAN_GENERATION, generation);
  store<f64>(own + SPAN_START, start);
  return start;
}

function gatherFor(job: i32): void {
  const own = jobs + (job as usize) * JOB;
  const start = startOf(load<i32>(own));
  makeRoom(1, 0, 0);
  if (load<i32>(own + JOB_EPOCH) != currentEpoch() || load<f64>(own + JOB_START) != start) {
    store<u32>(own + JOB_CELL, cellOf(start, detectorCount + job, 0, 0, 0) as u32);
    store<f64>(own + JOB_START, start);
    store<i32>(own + JOB_EPOCH, currentEpoch());
  }
  countEvent(load<u32>(own + JOB_CELL) as usize);
  const first = load<i32>(own + FIRST_DETECTOR);
  for (let d = first; d < first + load<i32>(own + DETECTORS); d++) gatherKeys(d, start);
}

/** An event without the partition's field is of a partition of its own; one without another key's is not looked at. */
function gatherKeys(number: i32, start: f64): void {
  const detector = detectors + (number as usize) * DETECTOR;
  const partition = load<i32>(detector + PARTITION);
  const by = load<i32>(detector + BY);
  const over = load<i32>(detector + OVER);
  const partitions = partition < 0 ? 0 : valueCount(partition);
  const bys = by < 0 ? 1 : valueCount(by);
  const overs = over < 0 ? 1 : valueCount(over);
  if (!hasValues(detector)) return;
  for (let p = 0; p < max<i32>(1, partitions); p++) {
    for (let b = 0; b < bys; b++) {
      for (let o = 0; o < overs; o++) {
        makeRoom(1, (load<i32>(detector + INFLUENCERS) + 1) * MOST_VALUES, MOST_VALUES);
        const cell = cellOf(
          start,
          number,
          partitions == 0 ? 0 : valueText(partition, p),
          by < 0 ? 0 : valueText(by, b),
          over < 0 ? 0 : valueText(over, o),
        );
        countEvent(cell);
        addValues(cell, detector);
        addInfluencers(cell, detector);
      }
    }
  }
}

function hasValues(detector: usize): bool {
  const counts = load<i32>(detector);
  if (counts == 0 || counts == TIMES) return true;
  const field = load<i32>(detector + FIELD);
  for (let i = 0; i < valueCount(field); i++) if (isCounted(counts, field, i)) return true;
  return false;
}

function isCounted(counts: i32, field: i32, i: i32): bool {
  return counts == VALUES || isFinite(valueNumber(field, i));
}

function addValues(cell: usize, detector: usize): void {
  const counts = load<i32>(detector);
  if (counts == 0) return;
  if (counts == TIMES) {
    addAmount(cell, firstTime());
    return;
  }
  const field = load<i32>(detector + FIELD);
  for (let i = 0; i < valueCount(field); i++) {
    if (!isCounted(counts, field, i)) continue;
    if (counts == NUMBERS) addAmount(cell, valueNumber(field, i));
    else countPair(cell, OWN_VALUE, valueText(field, i));
  }
}

function addInfluencers(cell: usize, detector: usize): void {
  const influencers = load<u32>(detector + INFLUENCERS_AT) as usize;
  for (let i = 0; i < load<i32>(detector + INFLUENCERS); i++) {
    const field = load<i32>(influencers + ((i as usize) << 2));
    for (let v = 0; v < valueCount(field); v++) countPair(cell, i, valueText(field, v));
  }
}
