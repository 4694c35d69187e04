import { parse, stringify } from 'yaml';
import { SeededRandom } from '../../src/embedded/seeded-random.ts';
import type { Random } from '../../src/embedded/world.ts';
import type { FuzzTarget, Structure } from './fuzz-target.ts';
import { mutateData } from './mutate-structure.ts';
import { mutateText, pick, stringTogether } from './mutate-text.ts';

/** Makes the inputs of a target. Each is made from the seed and its own number alone, so that any of them can be had again. */
export class Inputs {
  readonly #target: FuzzTarget;
  readonly #seed: string;
  /** The seeds as data, by their index; for lines of JSON, each of their lines. */
  readonly #data: readonly unknown[];

  constructor(target: FuzzTarget, seed: string) {
    this.#target = target;
    this.#seed = seed;
    this.#data = target.structure === undefined ? [] : target.seeds.map((text) => dataOf(text, target.structure));
  }

  at(index: number): string {
    const { seeds, words } = this.#target;
    const random = new SeededRandom(`${this.#seed}/${this.#target.name}/${index}`);
    const kind = random.integer(10);
    if (kind === 0) return stringTogether(random, words);
    const structured = kind < 6 ? this.#structured(random) : undefined;
    let text = structured ?? pick(random, seeds);
    const times = structured === undefined ? 1 + random.integer(4) : random.integer(8) === 0 ? 1 : 0;
    for (let time = 0; time < times; time += 1) text = mutateText(random, text, words, seeds);
    return text;
  }

  #structured(random: Random): string | undefined {
    const { structure, words } = this.#target;
    if (structure === undefined) return undefined;
    const data = pick(random, this.#data);
    if (structure !== 'lines of json') return textOf(random, mutateData(random, data, words), structure);
    const lines = Array.isArray(data) ? data : [];
    const at = random.integer(lines.length);
    return lines.map((line, index) => JSON.stringify(index === at ? mutateData(random, line, words) : line)).join('\n');
  }
}

function dataOf(text: string, structure: Structure | undefined): unknown {
  if (structure === 'yaml') return parse(text);
  if (structure === 'json') return JSON.parse(text);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** JSON is YAML, too, and quicker to write. */
function textOf(random: Random, data: unknown, structure: Structure): string {
  if (structure === 'yaml' && random.integer(4) === 0) return stringify(data, { aliasDuplicateObjects: false });
  return JSON.stringify(data, undefined, random.integer(2) === 0 ? 2 : 0) ?? '';
}
