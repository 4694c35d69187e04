import { describe, expect, onTestFinished, test } from 'vitest';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import type { CommandLog } from '../../../src/session/actions/command-log.ts';
import { readJournal } from '../../../src/session/journal/read-journal.ts';
import { restoreFrom } from '../../../src/session/restore/restore-from.ts';
import type { Action } from '../../../src/session/session.ts';
import { demoWorld, passUntilDone, picture } from './demo-world.ts';
import { runKilled, stageOf } from './killed-flip.ts';
import { LiveCluster } from './live-cluster.ts';
import { type Death, Mortal } from './mortal.ts';

const silent: CommandLog = { entry: (_command, work) => work(() => {}) };

/** Restores as another process would, with the file alone; it may die, too. */
async function restore(world: EmbeddedCluster, journal: string, death?: Death): Promise<Mortal> {
  const program = new Mortal(death, journal);
  const cluster = new LiveCluster(world, program.toll);
  const work = restoreFrom({ content: readJournal(journal), store: program.store, commands: silent }, cluster);
  await passUntilDone(world, work, { isOver: () => program.isDead });
  if (!program.isDead) await work;
  return program;
}

async function worldIn(mode: string): Promise<EmbeddedCluster> {
  const world = await demoWorld(mode);
  onTestFinished(() => world.close());
  return world;
}

const flips: readonly (readonly [from: string, Action])[] = [
  ['hpa-only', { type: 'flipMode', mode: 'conflict' }],
  ['keda-only', { type: 'flipMode', mode: 'hpa-only' }],
  ['conflict', { type: 'flipMode', mode: 'harmony' }],
  ['keda-only', { type: 'flipMode', mode: 'harmony' }],
  ['keda-only', { type: 'reset' }],
  ['hpa-only', { type: 'startLoad', load: 'burst-6000' }],
];

describe.each(flips)('a cockpit that is killed, from %s by %j,', { timeout: 120_000 }, (from, action) => {
  test('leaves nothing that a restore does not put back, whenever it dies', async () => {
    const changed = await worldIn(from);
    const before = await picture(changed);
    const whole = await runKilled(stageOf(changed), action);
    expect(await picture(changed)).not.toEqual(before);
    expect(whole.steps[0]).toBe('journal header');
    expect(whole.steps.length).toBeGreaterThan(4);
    const deaths = whole.steps.flatMap((_, index) =>
      (['before', 'in the middle'] as const).map((when): Death => ({ at: index + 1, when })),
    );
    for (const death of deaths) {
      const world = await demoWorld(from);
      const asFound = await picture(world);
      const { journal, steps } = await runKilled(stageOf(world), action, death);
      const place = `${death.when} ${steps.at(-1)} (${death.at} of ${whole.steps.length})`;
      expect(steps).toEqual(whole.steps.slice(0, death.at));
      if (journal.includes('\n')) {
        const first = await restore(world, journal);
        expect([place, await picture(world)]).toEqual([place, asFound]);
        const again = await restore(world, first.journal);
        expect([place, again.steps]).toEqual([place, ['journal restored']]);
      } else expect([place, await picture(world)]).toEqual([place, asFound]);
      await world.close();
    }
  });
});

test.each(['hpa-only', 'conflict'])(
  'a restore to %s that is killed can be done again, whenever it dies',
  { timeout: 120_000 },
  async (from) => {
    const flip: Action = { type: 'flipMode', mode: 'harmony' };
    const whole = await worldIn(from);
    const { journal } = await runKilled(stageOf(whole), flip);
    const { steps } = await restore(whole, journal);
    expect(steps.length).toBeGreaterThan(8);
    for (const [index, step] of steps.entries()) {
      for (const when of ['before', 'in the middle'] as const) {
        const world = await demoWorld(from);
        const asFound = await picture(world);
        const left = await runKilled(stageOf(world), flip);
        const killed = await restore(world, left.journal, { at: index + 1, when });
        await restore(world, killed.journal);
        expect([when, step, await picture(world)]).toEqual([when, step, asFound]);
        await world.close();
      }
    }
  },
);
