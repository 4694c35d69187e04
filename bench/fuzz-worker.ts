import { parentPort, workerData } from 'node:worker_threads';
import { targets } from '../test/fuzz/all-targets.ts';
import { type Finding, noFigures, tryInput } from '../test/fuzz/campaign.ts';
import { Inputs } from '../test/fuzz/inputs.ts';

export interface FuzzOrder {
  readonly target: string;
  readonly seed: string;
  readonly from: number;
  readonly inputs: number;
  /** Where the number of the input that is being read stands. */
  readonly progress: Int32Array;
}

/** Findings of one target are told up to here: one mistake shows itself in many inputs. */
const mostFindings = 20;

const { target: name, seed, from, inputs, progress } = workerData as FuzzOrder;
const target = targets[name]?.();
if (target === undefined || parentPort === null) throw new Error(`there is no target ${name}`);
const made = new Inputs(target, seed);
const figures = noFigures();
const findings: Finding[] = [];
// What is loaded and compiled with the first inputs is no growth.
const settled = Math.min(inputs, 2000);
let heapBefore = 0;
for (let index = from; index < from + inputs; index += 1) {
  Atomics.store(progress, 0, index);
  if (index === from + settled) heapBefore = heapBytes();
  const finding = await tryInput(target, made.at(index), figures);
  if (finding !== undefined && findings.length < mostFindings) findings.push(finding);
}
const heapGrowth = inputs > settled ? heapBytes() - heapBefore : 0;
await target.close?.();
parentPort.postMessage({ title: target.name, figures, findings, heapGrowth });

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
