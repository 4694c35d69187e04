import { describe, expect, test } from 'vitest';
import type { FindingId } from '../../../src/autoscaling/referee/finding.ts';
import { syncMs } from '../../../src/autoscaling/referee/sync.ts';
import { playMode, type Second } from './meme-run.ts';

const has = ({ findings }: Second, id: FindingId) => findings.some((finding) => finding.id === id);

/** Whether the controller itself wants different counts for the two HPAs on meme-backend. */
function atOdds({ wanted }: Second): boolean {
  const [keda, manual] = [wanted.get('keda-hpa-meme-backend'), wanted.get('meme-backend')];
  return typeof keda === 'number' && typeof manual === 'number' && keda !== manual;
}

const alarms = ({ findings }: Second) => findings.filter(({ severity }) => severity !== 'notice').map(({ id }) => id);

describe('the referee watches meme-generator', () => {
  test('and names the fight within one sync of its start, and clears it within one sync of its end', async () => {
    const { looks, leavingAt } = await playMode('gke', 'conflict', 240);
    const begins = looks.find(atOdds);
    const named = looks.find((look) => has(look, 'two-hpas-fight'));
    expect(begins).toBeDefined();
    expect(Math.abs((named?.at ?? 0) - (begins?.at ?? 0))).toBeLessThanOrEqual(syncMs);
    const title = named?.findings[0]?.title;
    expect(title).toBe('FIGHT  KEDA wants 10, HPA meme-backend wants 1');
    // Whatever the controller has wanted for a whole sync, the referee has seen; and it is never more than a sync behind.
    const during = looks.filter(({ at }) => at >= (begins?.at ?? 0) && at <= leavingAt);
    const lately = ({ at }: Second) => during.filter((look) => look.at <= at && look.at > at - syncMs);
    const late = during.filter((look) => lately(look).every(atOdds) && !has(look, 'two-hpas-fight'));
    const stale = during.filter((look) => has(look, 'two-hpas-fight') && !lately(look).some(atOdds));
    expect([late, stale].map((wrong) => wrong.map(({ at }) => at))).toEqual([[], []]);
    const ended = during.findLast(atOdds);
    expect((ended?.at ?? leavingAt) + syncMs).toBeLessThan(leavingAt);
    const cleared = looks.filter(({ at }) => at > leavingAt + syncMs);
    expect(cleared.length).toBeGreaterThan(10);
    expect(cleared.flatMap(alarms)).toEqual([]);
  });

  test('and sees both frozen with the upstream controller', async () => {
    const { looks, leavingAt } = await playMode('upstream', 'conflict', 60);
    const frozen = looks.find((look) => has(look, 'two-hpas-frozen'));
    expect(frozen?.findings[0]?.title).toBe('FROZEN  KEDA and HPA meme-backend select the same pods: neither acts');
    expect(frozen?.findings[0]?.evidence[0]).toContain('ScalingActive=False AmbiguousSelector: pods by selector');
    expect(looks.filter((look) => has(look, 'two-hpas-fight'))).toEqual([]);
    expect(looks.filter(({ at }) => at > leavingAt + syncMs).flatMap(alarms)).toEqual([]);
  });

  test('and has no conflict and no risk to name in harmony', async () => {
    const { looks, flippedAt } = await playMode('gke', 'harmony', 150);
    const after = looks.filter(({ at }) => at > flippedAt);
    expect(after.length).toBeGreaterThan(150);
    expect(after.flatMap(alarms)).toEqual([]);
  });

  test('and foresees who scales harmony’s pods, to which count, a second before', async () => {
    const { looks, flippedAt } = await playMode('gke', 'harmony', 200);
    const rescales = looks.flatMap(({ at, replicas }, index) => {
      const before = looks[index - 1];
      if (at <= flippedAt || before?.replicas === undefined || before.replicas === replicas) return [];
      return [{ happened: `${before.replicas} → ${replicas}`, foreseen: before.next.what, owner: before.next.owner }];
    });
    // A metric that turns is news to everybody: what it makes the controller do cannot be foreseen.
    const foreseeable = rescales.filter(({ foreseen }) => !foreseen.startsWith('stays'));
    expect(foreseeable.map(({ happened }) => happened)).toEqual(['5 → 10', '5 → 2', '2 → 1']);
    expect(foreseeable).toEqual(
      foreseeable.map(({ happened }) => ({ happened, foreseen: happened, owner: "KEDA's HPA" })),
    );
  });
});
