import { describe, expect, test } from 'vitest';
import { hpaWith, SyncLoop, start } from './rig.ts';

const SYNCS_IN_WINDOW = 300 / 15;

/** Replica counts after a single sync that sees a queue of 200, then idle ones. */
function afterOnePeak(loop: SyncLoop, idleSyncs: number) {
  const decisions = [loop.sync(200)];
  for (let index = 0; index < idleSyncs; index += 1) decisions.push(loop.sync(12));
  return decisions;
}

describe('one peak, then idle, without behavior', () => {
  const decisions = afterOnePeak(new SyncLoop(hpaWith(), 3), SYNCS_IN_WINDOW + 1);
  const counts = decisions.map(({ desired }) => desired);

  test('the count keeps growing towards the old recommendation', () => {
    expect(counts.slice(0, 4)).toEqual([6, 12, 24, 40]);
    expect(decisions[1]?.events[0]?.message).toBe('New size: 12; reason: All metrics below target');
    expect(decisions[3]?.events[0]?.message).toBe('New size: 40; reason: All metrics below target');
  });

  test('the peak holds through the sync at exactly 300 s and is gone at 315 s', () => {
    expect(counts.slice(4)).toEqual([...Array(SYNCS_IN_WINDOW - 3).fill(40), 3]);
  });

  test('the steps say what holds and until when', () => {
    const stabilization = decisions[5]?.steps.find(({ step }) => step === 'stabilization');
    expect(stabilization).toEqual({
      step: 'stabilization',
      from: 3,
      to: 40,
      because: '40 was recommended at 2026-01-01T12:00:00Z and holds until 2026-01-01T12:05:00Z',
      until: start + 300_000,
    });
    expect(decisions[5]?.limitedBy).toBe('stabilization');
    expect(decisions[0]?.limitedBy).toBe('policy');
    expect(decisions[0]?.steps.find(({ step }) => step === 'policy')?.because).toBe(
      'without behavior one pass goes up to 6 at most (2 times 3, but at least 4)',
    );
  });
});

describe('one peak, then idle, with an empty behavior', () => {
  const decisions = afterOnePeak(new SyncLoop(hpaWith({ behavior: {} }), 3), SYNCS_IN_WINDOW);
  const counts = decisions.map(({ desired }) => desired);

  test('the count takes one step of the policies and stays', () => {
    expect(counts.slice(0, -1)).toEqual(Array(SYNCS_IN_WINDOW).fill(7));
  });

  test('the peak is released by the sync at exactly 300 s', () => {
    expect(counts.at(-1)).toBe(3);
  });

  test('the steps name the policy and when it allows more', () => {
    expect(decisions[0]?.limitedBy).toBe('policy');
    expect(decisions[0]?.steps.find(({ step }) => step === 'policy')).toEqual({
      step: 'policy',
      from: 40,
      to: 7,
      because: 'the policy of 4 pods per 15 s, from 3 at the start of the period, allows up to 7',
      until: start + 15_000,
    });
    expect(decisions[1]?.steps.find(({ step }) => step === 'stabilization')).toMatchObject({
      from: 3,
      to: 7,
      until: start + 300_000,
    });
  });
});

test('syncs that see the same load write the status once', () => {
  const loop = new SyncLoop(hpaWith(), 3);
  expect(loop.sync(15).status).not.toBeNull();
  expect(loop.sync(15).status).toBeNull();
});
