import { quantityNumber } from './quantity-number.ts';

/** A source answered with something other than its API promises. The message says where in the answer, and what was expected there. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/**
 * A place in a JSON answer, read step by step: each step checks what it finds and names the place in its error. Narrow on purpose:
 * sources are sampled every second, and only a few fields of an answer matter.
 */
export class Answer {
  readonly #value: unknown;
  readonly #place: string;

  /** @param place how errors call the root, e.g. `/jsz`. */
  constructor(value: unknown, place: string) {
    this.#value = value;
    this.#place = place;
  }

  get isAbsent(): boolean {
    return this.#value === undefined || this.#value === null;
  }

  /** A field of an object; absent fields are found too, and fail only when read. */
  field(name: string): Answer {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value))
      throw this.#expected('an object');
    const fields = this.#value as Readonly<Record<string, unknown>>;
    return new Answer(fields[name], `${this.#place}.${name}`);
  }

  /** The elements of a list. */
  list(): readonly Answer[] {
    if (!Array.isArray(this.#value)) throw this.#expected('a list');
    return this.#value.map((element: unknown, index) => new Answer(element, `${this.#place}[${index}]`));
  }

  /** The elements of a list; none where it is absent or null, as Go prints an empty one. */
  listOrEmpty(): readonly Answer[] {
    return this.isAbsent ? [] : this.list();
  }

  text(): string {
    if (typeof this.#value !== 'string') throw this.#expected('a string');
    return this.#value;
  }

  number(): number {
    if (typeof this.#value !== 'number') throw this.#expected('a number');
    return this.#value;
  }

  /** A Kubernetes quantity such as `250m` or `64Mi`, in its plain unit. */
  quantity(): number {
    const value = quantityNumber(this.text());
    if (value === undefined) throw this.#expected('a quantity');
    return value;
  }

  #expected(what: string): AnswerError {
    return new AnswerError(`${this.#place}: expected ${what}, found ${describe(this.#value)}`);
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  return json.length <= 60 ? json : `${json.slice(0, 57)}…`;
}
