import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../scripts/bundle.ts';
import { chartLooks, chartSvg } from '../../src/report/chart-svg.ts';
import { compare, subjectsOf, verdict } from '../../src/report/comparison.ts';
import { figures, figureText } from '../../src/report/figures.ts';
import { htmlReport } from '../../src/report/html-report.ts';
import { markdownReport } from '../../src/report/markdown-report.ts';
import { recommendations } from '../../src/report/recommendations.ts';
import { reportJson, reportOn } from '../../src/report/report.ts';
import { reportJsonSchema, reportSchema } from '../../src/report/report-schema.ts';
import type { ReportedAct, RunReport } from '../../src/report/run-report.ts';
import { textReport } from '../../src/report/text-report.ts';
import { playedRun } from './runs.ts';

const { run } = await playedRun();
const [conflict, harmony] = run.acts as [ReportedAct, ReportedAct];
const made = reportOn([run]);

describe('conflict against harmony', () => {
  test('shows at a glance which is better, and by how much', () => {
    expect(made.verdict).toMatch(/^Harmony does better in \d of \d figures that count: .*reversals.*churn/);
    const reversals = made.comparison.rows.find(({ figure }) => figure.id === 'reversals');
    expect(reversals?.values).toEqual([conflict.reversals, harmony.reversals]);
    expect(reversals?.best).toBe(1);
    expect(reversals?.difference).toBe((harmony.reversals ?? 0) - (conflict.reversals ?? 0));
  });

  test('does not judge totals of acts of different lengths', () => {
    const podMinutes = made.comparison.rows.find(({ figure }) => figure.id === 'podMinutes');
    expect(Math.abs(conflict.seconds - harmony.seconds)).toBeGreaterThan(20);
    expect(podMinutes?.best).toBeNull();
    const alike = { ...run, acts: [conflict, { ...conflict, id: 'again', title: 'Again', podSeconds: 1 }] };
    const judged = compare(subjectsOf([alike])).rows.find(({ figure }) => figure.id === 'podMinutes');
    expect(judged?.best).toBe(1);
  });

  test('takes a queue that never drained for the worst of all', () => {
    const stuck = { ...conflict, queue: { ...conflict.queue, drainedAtSecond: null } };
    const rows = compare(subjectsOf([{ ...run, acts: [stuck, harmony] }])).rows;
    expect(rows.find(({ figure }) => figure.id === 'drained')?.best).toBe(1);
    expect(textReport(reportOn([{ ...run, acts: [stuck, harmony] }]))).toMatch(/Queue drained at +never +\d+ s ◂/);
  });

  test('counts what was done: messages, CPU-seconds and seconds to the peak', () => {
    expect(harmony.messages).toBeGreaterThan(4000);
    expect(harmony.cpuSeconds).toBeGreaterThan(1);
    expect(harmony.timeToPeakSeconds).toBeGreaterThan(10);
    expect(harmony.timeToPeakSeconds).toBeLessThan(60);
    expect(harmony.throttledRatioMean).toBeGreaterThan(0.2);
  });

  test('recommends one signal for the fight, and nothing of the kind for harmony', () => {
    const fight = {
      id: 'two-hpas-fight',
      severity: 'conflict',
      title: 'FIGHT',
      advice: '',
      firstSecond: 25,
      seconds: 90,
    } as const;
    expect(recommendations({ ...conflict, findings: [fight] }).map(({ id }) => id)).toContain('one-signal');
    expect(recommendations({ ...harmony, findings: [] }).map(({ id }) => id)).not.toContain('one-signal');
  });
});

describe('all four formats', () => {
  const table = made.comparison.rows.flatMap(({ figure, values }) =>
    values.map((value) => (value === null ? undefined : figureText(value, figure.unit))),
  );
  const shown = table.filter((text) => text !== undefined);

  test('print the same figures', () => {
    const texts = [textReport(made), markdownReport(made, []).replaceAll('\\', ''), htmlReport(made)];
    for (const text of texts) for (const figure of shown) expect(text).toContain(figure);
    const { figures: printed } = reportJson(made) as { figures: { id: string; values: (number | null)[] }[] };
    for (const { id, values } of printed) {
      const figure = figures.find((each) => each.id === id);
      expect(values).toEqual([conflict, harmony].map((act) => figure?.read(act) ?? null));
    }
  });

  test('carry the verdict and what was expected', () => {
    for (const text of [textReport(made), markdownReport(made, []).replaceAll('\\', ''), htmlReport(made)]) {
      expect(text).toContain(made.verdict);
      expect(text.replaceAll('&gt;', '>')).toContain('reversals >= 3');
    }
  });

  test('the HTML needs nothing else: no script, no address', () => {
    const html = htmlReport(made);
    expect(html).not.toMatch(/<script|<link|@import|url\((?!#)/);
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)]).toEqual([]);
    expect(html.match(/<svg/g)?.length).toBe(2 * (conflict?.curves.length ?? 0));
  });

  test('names are escaped', () => {
    const named: RunReport = { ...run, title: 'A <b>&"demo"', name: 'x|y' };
    expect(htmlReport(reportOn([named]))).toContain('A &lt;b&gt;&amp;&quot;demo&quot;');
    expect(markdownReport(reportOn([named]), [])).toContain('A \\<b\\>');
  });
});

describe('the published schema', () => {
  test('describes the JSON', () => {
    expect(reportSchema.safeParse(JSON.parse(JSON.stringify(reportJson(made)))).error?.issues ?? []).toEqual([]);
  });

  test('is what docs/schema/report.json says; made anew with `node scripts/report-schema.ts`', () => {
    const file = join(packageRoot, 'docs/schema/report.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
  });
});

describe('a chart', () => {
  test('has one line per act on one axis of time, told apart by dashes too, and the target', () => {
    const svg = chartSvg('queue', made.comparison.subjects, chartLooks.light, { width: 600, height: 200 }) ?? '';
    expect(svg).toMatch(/^<svg width="600" height="200"/);
    expect(svg).toContain('Conflict');
    expect(svg).toContain('Harmony');
    expect(svg).toContain('stroke-dasharray');
    expect(svg).toContain('SLA');
  });

  test('is left out where no act has the curve', () => {
    expect(chartSvg('nothing', made.comparison.subjects, chartLooks.dark, { width: 600, height: 200 })).toBeUndefined();
  });
});

test('a verdict is for two: one act, or three, are not judged', () => {
  expect(verdict(compare(subjectsOf([run], ['harmony'])))).toBeUndefined();
});

test('runs are told apart by their names where there are several', () => {
  const labels = subjectsOf([run, { ...run, name: 'other' }], ['harmony']).map(({ label }) => label);
  expect(labels).toEqual(['Harmony (seed-1)', 'Harmony (other)']);
});
