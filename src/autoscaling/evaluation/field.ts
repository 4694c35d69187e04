import { parseMilli } from '../quantity/milli.ts';
import { parseQuantity, QuantityError } from '../quantity/quantity.ts';
import { type EpochMs, type MilliValue, parseTime } from '../units.ts';
import { EvaluationError } from './evaluation-error.ts';

const INT32_MAX = 2 ** 31 - 1;
const NANO_PER_MILLI = 10n ** 6n;
const LARGEST_NANO = (2n ** 63n - 1n) * NANO_PER_MILLI;
const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** A value of a document and where it stands. Each reader returns it in its type or throws an {@link EvaluationError} with its path. */
export class Field {
  readonly path: string;
  readonly value: unknown;

  constructor(value: unknown, path = '') {
    this.value = value;
    this.path = path;
  }

  /** JSON of the API writes null for what is not set. */
  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** Throws unless this is a mapping. */
  get(name: string): Field {
    return new Field(this.#object()[name], this.path === '' ? name : `${this.path}.${name}`);
  }

  /** Reads it if it is there. */
  optional<T>(read: (field: Field) => T): T | undefined {
    return this.isAbsent ? undefined : read(this);
  }

  /** Entries of a list. */
  list(): readonly Field[] {
    if (this.isAbsent) throw this.#required('a list');
    if (!Array.isArray(this.value)) throw this.wrong('a list');
    return this.value.map((entry: unknown, index) => new Field(entry, `${this.path}[${index}]`));
  }

  /** Values of a mapping, by key. */
  map<T>(read: (field: Field) => T): Readonly<Record<string, T>> {
    return Object.fromEntries(Object.keys(this.#object()).map((key) => [key, read(this.get(key))]));
  }

  /** Throws for a key that means nothing here: one with a typo would change the outcome without a word. */
  only(...known: readonly string[]): this {
    const unknown = Object.keys(this.#object()).find((key) => !known.includes(key));
    if (unknown !== undefined) throw this.get(unknown).fail(`is not known here; known are ${known.join(', ')}`);
    return this;
  }

  string(): string {
    if (this.isAbsent) throw this.#required('a text');
    if (typeof this.value !== 'string') throw this.wrong('a text');
    return this.value;
  }

  /** A text with something in it. */
  name(): string {
    const text = this.string();
    if (text === '') throw this.fail('must not be empty');
    return text;
  }

  boolean(): boolean {
    if (this.isAbsent) throw this.#required('true or false');
    if (typeof this.value !== 'boolean') throw this.wrong('true or false');
    return this.value;
  }

  /** A whole number that fits 32 bits, as the API's counts and seconds. */
  integer(least = 0, most = INT32_MAX): number {
    const expected = `a whole number from ${least} to ${most}`;
    if (this.isAbsent) throw this.#required(expected);
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      throw this.wrong(expected);
    }
    return value;
  }

  /** A number that is not negative. */
  amount(): number {
    if (this.isAbsent) throw this.#required('a number');
    if (typeof this.value !== 'number' || !Number.isFinite(this.value) || this.value < 0) {
      throw this.wrong('a number that is not negative');
    }
    return this.value;
  }

  oneOf<T extends string>(known: readonly T[]): T {
    const expected = `one of ${known.join(', ')}`;
    if (this.isAbsent) throw this.#required(expected);
    const found = known.find((each) => each === this.value);
    if (found === undefined) throw this.wrong(expected);
    return found;
  }

  time(): EpochMs {
    const expected = 'a time such as 2026-01-31T12:00:00Z';
    if (this.isAbsent) throw this.#required(expected);
    const at = typeof this.value === 'string' && rfc3339.test(this.value) ? parseTime(this.value) : undefined;
    if (at === undefined) throw this.wrong(expected);
    return at;
  }

  /** A time as it is written. */
  timeText(): string {
    this.time();
    return this.string();
  }

  /** A quantity as text; YAML may have written it as a number. */
  quantity(): string {
    this.milli();
    return String(this.value);
  }

  /** A quantity in thousandths. What the autoscalers cannot hold in 64 bits is refused: Kubernetes leaves open what it does with it. */
  milli(): MilliValue {
    if (this.isAbsent) throw this.#required('a quantity such as 500m or 2Gi');
    const { value } = this;
    if (typeof value !== 'string' && typeof value !== 'number') throw this.wrong('a quantity such as 500m or 2Gi');
    try {
      const { nano } = parseQuantity(value);
      if (nano > LARGEST_NANO || nano < -LARGEST_NANO) {
        throw this.fail(`${shown(value)} is too large: in thousandths it must fit 64 bits`);
      }
      return parseMilli(value);
    } catch (error) {
      if (error instanceof QuantityError) throw this.fail(error.message);
      throw error;
    }
  }

  /** The error that says what is wrong with this value. */
  fail(reason: string): EvaluationError {
    return new EvaluationError(this.path, reason);
  }

  /** The error for a value of another type or range than `expected`. */
  wrong(expected: string): EvaluationError {
    return this.fail(`must be ${expected}, is ${shown(this.value)}`);
  }

  #required(expected: string): EvaluationError {
    return this.fail(`is missing: must be ${expected}`);
  }

  #object(): Readonly<Record<string, unknown>> {
    const { value } = this;
    if (this.isAbsent) throw this.#required('a mapping');
    if (typeof value !== 'object' || Array.isArray(value)) throw this.wrong('a mapping');
    return value as Readonly<Record<string, unknown>>;
  }
}

/** A value as a message shows it: short, and NaN as NaN. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
