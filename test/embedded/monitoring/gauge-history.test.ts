import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { GaugeHistory } from '../../../src/embedded/monitoring/gauge-history.ts';

const second = (count: number) => epochMs(1_000_000 + count * 1000);

describe('the scraped history of a gauge', () => {
  it('has at any moment the value of the scrape before it', () => {
    const gauge = new GaugeHistory(60);
    gauge.scrape(second(5), 3);
    gauge.scrape(second(10), 8);
    expect([4, 5, 9, 10, 12].map((at) => gauge.valueAt(second(at)))).toEqual([undefined, 3, 3, 8, 8]);
  });

  it('has none five minutes after the last scrape that found one', () => {
    const gauge = new GaugeHistory(3600);
    gauge.scrape(second(0), 3);
    gauge.scrape(second(5), undefined);
    expect([gauge.valueAt(second(299)), gauge.valueAt(second(300))]).toEqual([3, undefined]);
  });

  it('forgets what is older than it has to keep', () => {
    const gauge = new GaugeHistory(10);
    for (let at = 0; at <= 30; at += 5) gauge.scrape(second(at), at);
    expect([gauge.valueAt(second(20)), gauge.valueAt(second(25))]).toEqual([undefined, 25]);
  });
});
