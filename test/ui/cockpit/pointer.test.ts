import { describe, expect, test, vi } from 'vitest';
import { click, wheel } from '../support/mouse.ts';
import { type OpenedCockpit, openCockpit, placeOf } from '../support/opened-cockpit.ts';

/** The title of the pane with the heavy frame. */
function focused(rows: readonly string[]): string | undefined {
  return /┏━ (\S+)/.exec(rows.join('\n'))?.[1];
}

async function clickOn({ screen }: OpenedCockpit, text: string): Promise<void> {
  const { column, row } = placeOf(await screen.frame(), text);
  await screen.type(click(column, row));
}

describe('a click', () => {
  test.each(['Replicas', 'Pods', 'Metric', 'Queue'])('on %s focuses it', async (title) => {
    await using opened = openCockpit();
    await opened.screen.shows(`─ ${title}`);
    await clickOn(opened, `─ ${title}`);
    expect(focused(await opened.screen.frame())).toBe(title);
  });

  test('on a hint of the footer presses its key, brackets and words alike', async () => {
    await using opened = openCockpit();
    const { screen, session } = opened;
    const rows = await screen.shows('[?]');
    const footer = rows.at(-1) ?? '';
    for (const column of [footer.indexOf('[space]'), footer.indexOf('next')]) {
      await screen.type(click(column, 39));
    }
    expect(session.dispatched).toEqual([{ type: 'nextCue' }, { type: 'nextCue' }]);
    await screen.type(click(footer.indexOf('[space]') - 1, 39));
    expect(session.dispatched).toHaveLength(2);
    await screen.type(click(footer.indexOf('[?]') + 1, 39));
    await screen.shows('any key goes back');
    await screen.type(click(60, 20));
    await screen.shows('Pods');
  });

  test('on every hint of any footer finds the key that is shown there', async () => {
    for (const columns of [80, 97, 120, 200]) {
      await using opened = openCockpit({ columns });
      const { screen, cockpit } = opened;
      await screen.shows('[?]');
      const press = vi.spyOn(cockpit, 'press').mockImplementation(() => {});
      const footer = (await screen.frame()).at(-1) ?? '';
      const shown = [...footer.matchAll(/[[(](\S+?)[\])]/g)];
      for (const { index } of shown) await screen.type(click(index, 39));
      expect(press.mock.calls.map(([keys]) => keys)).toEqual(shown.map(([, key]) => [key]));
    }
  });

  test('twice zooms, and twice again goes back; twice slowly does not', async () => {
    await using opened = openCockpit();
    const { screen, timers } = opened;
    await screen.shows('─ Metric');
    const { column, row } = placeOf(await screen.frame(), '─ Metric');
    await screen.type(click(column, row) + click(column, row));
    expect((await screen.frame()).join('\n')).not.toContain('Pods');
    await screen.type(click(column, row) + click(column, row));
    await screen.shows('Pods');
    await screen.type(click(column, row));
    timers.elapse();
    await screen.type(click(column, row));
    await screen.shows('Pods');
  });

  test('answers no question', async () => {
    await using opened = openCockpit();
    const { screen } = opened;
    await screen.type('q');
    const { column, row } = placeOf(await screen.shows('Quit?'), '[y]');
    await screen.type(click(column, row) + click(3, 39) + wheel('down', 3, 3));
    await screen.shows('Quit?');
  });

  test('does nothing on a terminal that is too small, nor before there is a run', async () => {
    await using opened = openCockpit();
    await opened.screen.resize(60, 20);
    const press = vi.spyOn(opened.cockpit, 'press');
    await opened.screen.type(click(5, 19) + click(5, 5));
    expect(press).not.toHaveBeenCalled();
    await using opening = openCockpit({ running: false });
    await opening.screen.shows('opening the cluster');
    await opening.screen.type(click(5, 5) + wheel('up', 5, 5));
    const footer = (await opening.screen.frame()).at(-1) ?? '';
    await opening.screen.type(click(footer.indexOf('[?]'), 39));
    await opening.screen.shows('any key goes back');
  });
});

test('the wheel scrolls the pane under it, and leaves the focus where it is', async () => {
  await using opened = openCockpit({ rows: 24, columns: 80, layouts: ['four-pane'] });
  const { screen } = opened;
  const { column, row } = placeOf(await screen.shows('─ Pods'), '─ Pods');
  await screen.type('\t');
  const before = focused(await screen.frame());
  await screen.type(wheel('down', column + 2, row + 2));
  await screen.shows('↑ 3 more');
  expect(focused(await screen.frame())).toBe(before);
  await screen.type(wheel('up', column + 2, row + 2));
  expect((await screen.frame()).join('\n')).not.toContain('↑');
});
