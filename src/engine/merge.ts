/** Items of several ordered sources as one ordered source; equal items in order of their sources. */
export function* mergeOrdered<T>(sources: readonly Iterable<T>[], compare: (a: T, b: T) => number): Generator<T> {
  const heap: Head<T>[] = [];
  const before = (a: Head<T>, b: Head<T>): boolean => (compare(a.item, b.item) || a.rank - b.rank) < 0;
  sources.forEach((source, rank) => {
    const iterator = source[Symbol.iterator]();
    const first = iterator.next();
    if (!first.done) push(heap, { item: first.value, rank, iterator }, before);
  });
  for (let top = heap[0]; top; top = heap[0]) {
    yield top.item;
    const next = top.iterator.next();
    if (next.done) {
      const last = heap.pop() as Head<T>;
      if (heap.length > 0) sink(heap, last, before);
    } else sink(heap, { ...top, item: next.value }, before);
  }
}

interface Head<T> {
  readonly item: T;
  readonly rank: number;
  readonly iterator: Iterator<T>;
}

type Before<T> = (a: Head<T>, b: Head<T>) => boolean;

function push<T>(heap: Head<T>[], head: Head<T>, before: Before<T>): void {
  let i = heap.push(head) - 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (!before(head, heap[parent] as Head<T>)) break;
    heap[i] = heap[parent] as Head<T>;
    i = parent;
  }
  heap[i] = head;
}

/** Puts a head in place of the top. */
function sink<T>(heap: Head<T>[], head: Head<T>, before: Before<T>): void {
  let i = 0;
  for (let child = 1; child < heap.length; child = 2 * i + 1) {
    if (child + 1 < heap.length && before(heap[child + 1] as Head<T>, heap[child] as Head<T>)) child++;
    if (!before(heap[child] as Head<T>, head)) break;
    heap[i] = heap[child] as Head<T>;
    i = child;
  }
  heap[i] = head;
}
