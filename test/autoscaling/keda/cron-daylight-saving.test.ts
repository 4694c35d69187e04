import { describe, expect, it } from 'vitest';
import { cronValue } from '../../../src/autoscaling/keda/cron-value.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';

const valueAt = (iso: string, start: string, end: string, timezone = 'Europe/Berlin') =>
  cronValue({ type: 'cron', metadata: { timezone, start, end, desiredReplicas: '4' } }, epochMs(Date.parse(iso)));

// Berlin went to summer time on 29 March 2026 at 01:00 UTC (02:00 to 03:00), and goes back on 25 October at 01:00 UTC (03:00 to 02:00).
describe('a cron trigger over a change of the clocks', () => {
  it.each([
    ['2026-03-27T06:59:00Z', 0],
    ['2026-03-27T07:00:00Z', 4],
    ['2026-03-30T05:59:00Z', 0],
    ['2026-03-30T06:00:00Z', 4],
    ['2026-03-30T16:00:00Z', 0],
    ['2026-10-26T06:59:00Z', 0],
    ['2026-10-26T07:00:00Z', 4],
  ])('keeps to the zone’s office hours: at %s it is %d', (iso, value) => {
    expect(valueAt(iso, '0 8 * * *', '0 18 * * *')).toBe(value);
  });

  it('is inside from the end before a start that the clocks skip, as the end is what comes next', () => {
    expect(valueAt('2026-03-28T04:59:00Z', '30 2 * * *', '0 6 * * *')).toBe(4);
    expect(valueAt('2026-03-28T12:00:00Z', '30 2 * * *', '0 6 * * *')).toBe(4);
    expect(valueAt('2026-03-29T04:00:00Z', '30 2 * * *', '0 6 * * *')).toBe(0);
    expect(valueAt('2026-03-30T00:45:00Z', '30 2 * * *', '0 6 * * *')).toBe(4);
  });

  it('starts again where the clocks repeat the start', () => {
    // 02:30 comes at 00:30 UTC and once more at 01:30 UTC; with a start still to come before the end, it is outside.
    expect(valueAt('2026-10-25T00:45:00Z', '30 2 * * *', '0 6 * * *')).toBe(0);
    expect(valueAt('2026-10-25T01:30:00Z', '30 2 * * *', '0 6 * * *')).toBe(4);
    expect(valueAt('2026-10-25T05:00:00Z', '30 2 * * *', '0 6 * * *')).toBe(0);
  });

  it('means the zone of the trigger', () => {
    expect(valueAt('2026-07-01T13:30:00Z', '0 9 * * 1-5', '0 17 * * 1-5', 'America/New_York')).toBe(4);
    expect(valueAt('2026-07-01T13:30:00Z', '0 9 * * 1-5', '0 17 * * 1-5', 'Asia/Tokyo')).toBe(0);
  });
});
