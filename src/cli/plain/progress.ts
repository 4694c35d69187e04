import type { Scenario } from '../../scenario/model.ts';
import type { LoadProgress } from '../../session/observation.ts';
import type { PlainLine } from './line.ts';
import type { Teller } from './teller.ts';

/** Tells what becomes of loads: their states, and each quarter on the way. */
export function loadTeller({ loads }: Scenario): Teller {
  const titles = new Map(loads.map(({ id, title }) => [id, title]));
  return (before, after) =>
    [...after.loads.values()].flatMap((load): readonly PlainLine[] => {
      const last = before.loads.get(load.id);
      if (last === load) return [];
      const text = changeOf(last, load);
      if (text === undefined) return [];
      return [{ at: after.now, subject: 'load', text: `${titles.get(load.id) ?? load.id} ${text}` }];
    });
}

function changeOf(last: LoadProgress | undefined, load: LoadProgress): string | undefined {
  if (last?.state !== load.state) {
    const from = last === undefined || last.startedAt !== load.startedAt ? '' : `${last.state} -> `;
    return `${from}${load.state}${load.line === undefined ? '' : `: ${load.line}`}`;
  }
  const [done, wasDone] = [quarters(load), quarters(last)];
  return done > wasDone && done < 4 ? `at ${done * 25}%${load.line === undefined ? '' : `: ${load.line}`}` : undefined;
}

function quarters({ progress = 0 }: LoadProgress): number {
  return Math.floor(progress * 4);
}
