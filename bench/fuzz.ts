import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { targets } from '../test/fuzz/all-targets.ts';
import type { Figures, Finding } from '../test/fuzz/campaign.ts';
import { Inputs } from '../test/fuzz/inputs.ts';

// `npm run bench:fuzz [-- --inputs N --seed TEXT --target NAME]`: everything that reads what others have written, given inputs that are nearly
// right. Each target runs in a thread of its own, so that an input that hangs it or eats its memory ends the thread and is told.
const hangMs = 15_000;
const mostHeapMb = 700;

interface Outcome {
  readonly title: string;
  readonly figures: Figures;
  readonly findings: readonly Finding[];
  readonly heapGrowth: number;
}

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: 'harmony' },
    target: { type: 'string', multiple: true },
  },
});
const { seed } = values;
const from = Number(values.from);
const inputs = Number(values.inputs);

function run(target: string): Promise<Outcome> {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('fuzz-worker.ts', import.meta.url), {
    workerData: { target, seed, from, inputs, progress },
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
  });
  return new Promise((resolve) => {
    let last = -1;
    const fail = (fault: string): void => {
      const title = target;
      const input = new Inputs(targetNamed(target), seed).at(Atomics.load(progress, 0));
      const figures = { inputs: last - from, accepted: 0, refused: 0, slowestMs: hangMs, slowestInput: input };
      resolve({ title, figures, findings: [{ input, fault }], heapGrowth: 0 });
    };
    const watchdog = setInterval(() => {
      const now = Atomics.load(progress, 0);
      if (now === last) {
        void worker.terminate();
        fail(`it hangs at input ${now}`);
      }
      last = now;
    }, hangMs);
    worker.once('message', resolve);
    worker.once('error', (error) => fail(String(error)));
    worker.once('exit', () => {
      clearInterval(watchdog);
      fail('it never answers');
    });
  });
}

function targetNamed(name: string) {
  const make = targets[name];
  if (make === undefined) throw new RangeError(`there is no target ${name}; known: ${Object.keys(targets).join(', ')}`);
  return make();
}

function shown(text: string): string {
  return text.length > 1500 ? `${text.slice(0, 1500)}… (${text.length} characters)` : text;
}

const columns = [20, 9, 9, 9, 11, 13, 9] as const;
const line = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(columns[0]) : cell.padStart(columns[index] ?? 0))).join(' ');

process.stdout.write(`${line(['reader', 'inputs', 'accepted', 'refused', 'slowest ms', 'heap growth', 'findings'])}\n`);
const found: Finding[] = [];
for (const target of values.target ?? Object.keys(targets)) {
  const { title, figures, findings, heapGrowth } = await run(target);
  const counts = [figures.inputs, figures.accepted, figures.refused].map((count) => count.toLocaleString('en'));
  const growth = `${(heapGrowth / 1024 / 1024).toFixed(1)} MB`;
  process.stdout.write(`${line([title, ...counts, figures.slowestMs.toFixed(0), growth, String(findings.length)])}\n`);
  for (const { input, fault } of findings) {
    found.push({ input, fault });
    process.stderr.write(`  ${shown(fault)}\n  input: ${shown(JSON.stringify(input))}\n`);
  }
}
process.exitCode = found.length === 0 ? 0 : 1;
