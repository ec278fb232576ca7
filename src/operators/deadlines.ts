interface Entry<T> {
  readonly at: number;
  /** Breaks ties: what was added first comes first. */
  readonly order: number;
  readonly item: T;
}

/** Items by the time they fall due, earliest first: a binary heap. */
export class Deadlines<T> {
  readonly #heap: Entry<T>[] = [];
  #added = 0;

  get size(): number {
    return this.#heap.length;
  }

  add(at: number, item: T): void {
    const heap = this.#heap;
    let hole = heap.length;
    const entry = { at, order: this.#added++, item };
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!before(entry, heap[parent] as Entry<T>)) break;
      heap[hole] = heap[parent] as Entry<T>;
      hole = parent;
    }
    heap[hole] = entry;
  }

  /** Takes the earliest item that fell due before `time`, exclusive. */
  take(time: number): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.at >= time) return undefined;
    const last = heap.pop() as Entry<T>;
    if (heap.length > 0) sink(heap, last);
    return first.item;
  }
}

const before = <T>(a: Entry<T>, b: Entry<T>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function sink<T>(heap: Entry<T>[], entry: Entry<T>): void {
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= heap.length) break;
    const right = heap[child + 1];
    if (right !== undefined && before(right, heap[child] as Entry<T>)) child++;
    if (!before(heap[child] as Entry<T>, entry)) break;
    heap[hole] = heap[child] as Entry<T>;
    hole = child;
  }
  heap[hole] = entry;
}
