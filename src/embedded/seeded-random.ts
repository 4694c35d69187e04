import type { Random } from './world.ts';

/**
 * A small fast counter generator (sfc32) behind {@link Random}. A fork is seeded by the path of names that leads to it and
 * never by the state of its parent, so drawing more in one place does not disturb another.
 */
export class SeededRandom implements Random {
  readonly #path: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number | string) {
    this.#path = String(seed);
    const hash = hashSequence(this.#path);
    this.#a = hash();
    this.#b = hash();
    this.#c = hash();
    // The first outputs still resemble the seed.
    for (let round = 0; round < 12; round += 1) this.#draw();
  }

  fork(name: string): Random {
    return new SeededRandom(`${this.#path}/${name}`);
  }

  next(): number {
    return this.#draw() / 0x1_0000_0000;
  }

  integer(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  logNormal(median: number, sigma: number): number {
    if (sigma === 0) return median;
    // Box-Muller; 1 - next() keeps the logarithm away from zero.
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()));
  }

  #draw(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** 32-bit words from a text: FNV-1a, then a mixing step per word. */
function hashSequence(text: string): () => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) | 0;
  };
}
