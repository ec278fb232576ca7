/**
 * An expression over the classes of an alphabet, hash-consed: within one {@link Terms} equal expressions are one
 * object. `derivatives` remembers what is left of it after a class; `weight` is how many parts a derivation looks at.
 */
export type Term = TermBody & { readonly id: number; readonly nullable: boolean; readonly weight: number; readonly derivatives: Term[] };

type TermBody =
  | { readonly kind: "nothing" }
  | { readonly kind: "empty" }
  | { readonly kind: "anything" }
  | { readonly kind: "set"; readonly members: Uint8Array }
  | { readonly kind: "cat"; readonly head: Term; readonly tail: Term }
  | { readonly kind: "alt"; readonly items: readonly Term[] }
  | { readonly kind: "both"; readonly items: readonly Term[] }
  | { readonly kind: "not"; readonly item: Term }
  | { readonly kind: "repeat"; readonly item: Term; readonly min: number; readonly max: number };

/**
 * A heavier term than this at one place of the text: an expression with complements or intersections is given up.
 * Plain ones need no bound, they have at most one alternative for each of their characters.
 */
export const MAX_WEIGHT = 1_000;

/**
 * The interner and the algebra on it: constructors that simplify (so that states are few) and Brzozowski's
 * derivative, with concatenations spread over alternatives as in Antimirov's, which keeps plain expressions small.
 */
export class Terms {
  /** The bound on weight was passed; what has been derived since is not to be trusted. */
  exceeded = false;
  private readonly maxWeight: number;
  private readonly known = new Map<string, Term>();
  readonly nothing = this.intern("0", { kind: "nothing" }, false);
  readonly empty = this.intern("1", { kind: "empty" }, true);
  readonly anything = this.intern("*", { kind: "anything" }, true);

  /** @param plain the expressions have neither complements nor intersections */
  constructor(plain: boolean) {
    this.maxWeight = plain ? Number.POSITIVE_INFINITY : MAX_WEIGHT;
  }

  get count(): number {
    return this.known.size;
  }

  set(members: Uint8Array): Term {
    return members.includes(1) ? this.intern(`s${members.join("")}`, { kind: "set", members }, false) : this.nothing;
  }

  /** `head` then `tail`; nested to the right. */
  cat(head: Term, tail: Term): Term {
    if (head.kind === "nothing" || tail.kind === "nothing") return this.nothing;
    if (tail.kind === "empty") return head;
    const heads: Term[] = [];
    let last = head as Term;
    for (; last.kind === "cat"; last = last.tail) heads.push(last.head);
    let joined = this.join(last, tail);
    for (let i = heads.length - 1; i >= 0; i--) joined = this.join(heads[i] as Term, joined);
    return joined;
  }

  private join(head: Term, tail: Term): Term {
    if (head.kind === "empty") return tail;
    if (head.kind === "anything" && (tail.kind === "anything" || (tail.kind === "cat" && tail.head.kind === "anything"))) return tail;
    return this.intern(`c${head.id},${tail.id}`, { kind: "cat", head, tail }, head.nullable && tail.nullable);
  }

  alt(items: readonly Term[]): Term {
    const flat = this.flatten("alt", items, this.nothing, this.anything);
    if (flat.length < 2) return flat[0] ?? this.nothing;
    return this.intern(
      key("a", flat),
      { kind: "alt", items: flat },
      flat.some((item) => item.nullable),
    );
  }

  both(items: readonly Term[]): Term {
    const flat = this.flatten("both", items, this.anything, this.nothing);
    if (flat.length < 2) return flat[0] ?? this.anything;
    return this.intern(
      key("b", flat),
      { kind: "both", items: flat },
      flat.every((item) => item.nullable),
    );
  }

  not(item: Term): Term {
    if (item.kind === "not") return item.item;
    if (item.kind === "nothing") return this.anything;
    if (item.kind === "anything") return this.nothing;
    return this.intern(`n${item.id}`, { kind: "not", item }, !item.nullable);
  }

  /** From `min` to `max` (may be Infinity) times. */
  repeat(item: Term, min: number, max: number): Term {
    if (max === 0 || item.kind === "empty") return this.empty;
    if (item.kind === "nothing") return min === 0 ? this.empty : item;
    if (item.kind === "anything" || (min === 1 && max === 1)) return item;
    if (max === Infinity && min === 0 && item.kind === "set" && !item.members.includes(0)) return this.anything;
    return this.intern(`r${item.id},${min},${max}`, { kind: "repeat", item, min, max }, min === 0 || item.nullable);
  }

  /** What may follow after a character of the class. */
  derive(term: Term, letter: number): Term {
    return (term.derivatives[letter] ??= this.derivative(term, letter));
  }

  private derivative(term: Term, letter: number): Term {
    switch (term.kind) {
      case "nothing":
      case "empty":
        return this.nothing;
      case "anything":
        return term;
      case "set":
        return term.members[letter] === 1 ? this.empty : this.nothing;
      case "cat":
        return this.deriveCat(term, letter);
      case "alt":
        return this.alt(term.items.map((item) => this.derive(item, letter)));
      case "both":
        return this.both(term.items.map((item) => this.derive(item, letter)));
      case "not":
        return this.not(this.derive(term.item, letter));
      case "repeat": {
        const { item, min, max } = term;
        return this.spread(this.derive(item, letter), this.repeat(item, Math.max(min - 1, 0), max - 1));
      }
    }
  }

  /** A loop, not a recursion: an expression may be a row of ten thousand optional characters. */
  private deriveCat(term: Term, letter: number): Term {
    const parts: Term[] = [];
    let rest = term;
    for (; rest.kind === "cat"; rest = rest.tail) {
      parts.push(this.spread(this.derive(rest.head, letter), rest.tail));
      if (!rest.head.nullable) return this.alt(parts);
    }
    parts.push(this.derive(rest, letter));
    return this.alt(parts);
  }

  private spread(head: Term, tail: Term): Term {
    return head.kind === "alt" ? this.alt(head.items.map((item) => this.cat(item, tail))) : this.cat(head, tail);
  }

  /** The same expression of another interner, made one of this. */
  adopt(term: Term, adopted = new Map<Term, Term>()): Term {
    const before = adopted.get(term);
    if (before) return before;
    const own = this.copy(term, adopted);
    adopted.set(term, own);
    return own;
  }

  private copy(term: Term, adopted: Map<Term, Term>): Term {
    switch (term.kind) {
      case "nothing":
        return this.nothing;
      case "empty":
        return this.empty;
      case "anything":
        return this.anything;
      case "set":
        return this.set(term.members);
      case "alt":
        return this.alt(term.items.map((item) => this.adopt(item, adopted)));
      case "both":
        return this.both(term.items.map((item) => this.adopt(item, adopted)));
      case "not":
        return this.not(this.adopt(term.item, adopted));
      case "repeat":
        return this.repeat(this.adopt(term.item, adopted), term.min, term.max);
      case "cat":
        return this.copyCat(term, adopted);
    }
  }

  private copyCat(term: Term, adopted: Map<Term, Term>): Term {
    const chain: Term[] = [];
    let rest = term;
    for (; rest.kind === "cat" && !adopted.has(rest); rest = rest.tail) chain.push(rest);
    let own = this.adopt(rest, adopted);
    for (let i = chain.length - 1; i >= 0; i--) {
      const link = chain[i] as Term & { kind: "cat" };
      own = this.join(this.adopt(link.head, adopted), own);
      adopted.set(link, own);
    }
    return own;
  }

  /** The distinct items in order of id, inner ones of the same kind opened; `absorbing` alone if it is among them. */
  private flatten(kind: "alt" | "both", items: readonly Term[], neutral: Term, absorbing: Term): Term[] {
    const distinct = new Set<Term>();
    for (const item of items) {
      if (item === absorbing) return [absorbing];
      if (item.kind === kind) for (const inner of item.items) distinct.add(inner);
      else if (item !== neutral) distinct.add(item);
    }
    return [...distinct].sort((a, b) => a.id - b.id);
  }

  private intern(name: string, body: TermBody, nullable: boolean): Term {
    let term = this.known.get(name);
    if (!term) {
      const weight = weightOf(body);
      if (weight > this.maxWeight) this.exceeded = true;
      term = { ...body, id: this.known.size, nullable, weight, derivatives: [] };
      this.known.set(name, term);
    }
    return term;
  }
}

const key = (letter: string, items: readonly Term[]): string => letter + items.map((item) => item.id).join(",");

/** What follows a concatenation's head is left as it is, so it weighs nothing. */
function weightOf(body: TermBody): number {
  switch (body.kind) {
    case "alt":
    case "both":
      return body.items.reduce((sum, item) => sum + item.weight, 1);
    case "cat":
      return body.head.weight + 1;
    case "not":
      return body.item.weight + 1;
    default:
      return 1;
  }
}
