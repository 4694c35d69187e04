import { describe, expect, test } from 'vitest';
import { click } from '../support/mouse.ts';
import { openCockpit, placeOf } from '../support/opened-cockpit.ts';

describe('/', () => {
  test('filters the pods while it is typed; Enter keeps it, and Esc takes it away', async () => {
    await using opened = openCockpit();
    const { screen } = opened;
    await screen.shows('Pods  10');
    await screen.type('/');
    await screen.shows('filter /');
    await screen.type('crash');
    const typing = (await screen.shows('Pods  /crash  1 of 10')).join('\n');
    expect(typing).toContain('CrashLoopBackOff');
    expect(typing).toContain('Enter keeps it');
    expect(typing).not.toContain('Terminating');
    await screen.type('\r');
    const kept = (await screen.shows('Pods  /crash  1 of 10')).join('\n');
    expect(kept).not.toContain('Enter keeps it');
    await screen.type('\x1b');
    await screen.shows(/Pods {2}10/);
  });

  test('takes letters that are keys otherwise, blanks, and Backspace', async () => {
    await using opened = openCockpit();
    const { screen, session } = opened;
    await screen.type('/');
    await screen.type('q L');
    await screen.shows('/q L');
    await screen.type('\x7f\x7f\x7f');
    await screen.type('READY p1');
    await screen.shows('1 of 10');
    expect(session.dispatched).toEqual([]);
    await screen.type('\x1b');
    await screen.shows(/Pods {2}10/);
  });

  test('is in the title of the narrowest pane, too', async () => {
    await using opened = openCockpit({ columns: 80, rows: 24, layouts: ['sre'] });
    const { screen } = opened;
    const { column, row } = placeOf(await screen.shows('─ Pods'), '─ Pods');
    await screen.type(click(column, row));
    await screen.type('/');
    await screen.type('crash');
    await screen.shows('Pods  /crash');
  });

  test('says so where nothing is left', async () => {
    await using opened = openCockpit();
    await opened.screen.type('/');
    await opened.screen.type('nonsense');
    await opened.screen.shows('None of 10 pods has');
  });

  test.each([
    ['events', 'keda', /Events {2}\/keda/, /New size: 5;/],
    ['log', 'nothing-like-it', /Log {2}\/nothing/, /kubectl apply -f autoscalers/],
    ['sources', 'queue', /Sources {2}\/queue/, /● deployments/],
  ])('filters %s', async (pane, filter, title, gone) => {
    await using opened = openCockpit({ columns: 200, rows: 60, layouts: ['wide'] });
    const { screen } = opened;
    const name = pane.charAt(0).toUpperCase() + pane.slice(1);
    await screen.shows(`─ ${name}`);
    for (let turn = 0; turn < 20 && !(await screen.frame()).some((row) => row.includes(`┏━ ${name}`)); turn++) {
      await screen.type('\t');
    }
    const before = (await screen.frame()).slice(2, -2).join('\n');
    await screen.type('/');
    await screen.type(filter);
    const after = (await screen.shows(title)).slice(2, -2).join('\n');
    expect(before).toMatch(gone);
    expect(after).not.toMatch(gone);
  });

  test('says what can be filtered where the focus is on something else', async () => {
    await using opened = openCockpit();
    await opened.screen.type('\t/');
    await opened.screen.shows('What can be filtered: Pods, Events, Sources, Log.');
  });

  test('ends when the layout goes', async () => {
    await using opened = openCockpit({ layouts: ['stage', 'four-pane'] });
    const { screen } = opened;
    await screen.type('/');
    await screen.type('p1');
    await screen.type('\rL');
    await screen.shows('Layout:');
    await screen.type('?');
    await screen.shows('any key goes back');
  });
});

describe('Enter', () => {
  test('shows the JSON behind the metric, and the chart again', async () => {
    await using opened = openCockpit();
    const { screen } = opened;
    await screen.shows('─ Metric');
    await screen.type('\r');
    await screen.shows(/"kind": "(MetricValueList|PodMetricsList)"/);
    await screen.type('\r');
    expect((await screen.frame()).join('\n')).not.toContain('"kind"');
  });

  test('shows pods as the API has them, without their environment, and scrolls them', async () => {
    await using opened = openCockpit();
    const { screen } = opened;
    await screen.type('\t\t');
    await screen.type('\r');
    const first = (await screen.shows('"metadata": {')).join('\n');
    expect(first).toContain('"name": "meme-backend-b6c8dd9fc-p0"');
    await screen.type('\x1b[6~');
    expect((await screen.frame()).join('\n')).toContain('↑');
    await screen.type('\x1b');
    await screen.shows('born');
  });

  test('says which panes have any where the focused one has none', async () => {
    await using opened = openCockpit();
    await opened.screen.type('\t\r');
    await opened.screen.shows('Replicas has no JSON behind it: focus Metric, Pods or Events first.');
  });
});
