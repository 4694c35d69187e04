import type { Sample } from '../../../src/autoscaling/figures/samples.ts';
import type { PathPoint, TimeWindow } from '../../../src/autoscaling/figures/step-path.ts';
import { type EpochMs, epochMs } from '../../../src/autoscaling/units.ts';

export const second = (seconds: number): EpochMs => epochMs(seconds * 1000);
export const window = (from: number, to: number): TimeWindow => ({ from: second(from), to: second(to) });
export const path = (...points: [seconds: number, count: number][]): readonly PathPoint[] =>
  points.map(([at, count]) => ({ at: second(at), count }));
export const samples = (...points: [seconds: number, value: number][]): readonly Sample[] =>
  points.map(([at, value]) => ({ at: second(at), value }));
