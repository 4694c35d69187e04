import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { refuseTakenKeys, screenChoices, withLayout } from '../../../src/cli/config/screen-choices.ts';
import { UsageError } from '../../../src/cli/errors.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

/** A config folder with a file of that text. */
function configured(text: string): void {
  const home = scratchFolder();
  mkdirSync(join(home, 'harmony'));
  writeFileSync(join(home, 'harmony', 'config.yaml'), text);
  vi.stubEnv('XDG_CONFIG_HOME', home);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the screen', () => {
  test('is as the config file says', async () => {
    configured('theme: light\nlarge: true\nmouse: false\nkeys: {freeze: P}');
    expect(await screenChoices({})).toEqual({ theme: 'light', layout: 'large', mouse: false, keys: { freeze: 'P' } });
  });

  test('is as the command line says, where it says something', async () => {
    configured('theme: light\nlayout: wide\nmouse: false');
    const flags = { theme: 'dark', layout: 'sre', mouse: true };
    expect(await screenChoices(flags)).toEqual(flags);
  });

  test('is as it comes without a config file', async () => {
    vi.stubEnv('XDG_CONFIG_HOME', scratchFolder());
    expect(await screenChoices({})).toEqual({});
  });

  test('a layout that was chosen goes to the run', () => {
    const options: { readonly speed: number; readonly layout?: string } = { speed: 1 };
    expect(withLayout(options, { layout: 'sre' })).toEqual({ speed: 1, layout: 'sre' });
    expect(withLayout({ layout: 'wide' }, {})).toEqual({ layout: 'wide' });
  });
});

test('a key of the config file that the scenario wants is refused, with both names', () => {
  const scenario = loadScenario('meme-generator');
  expect(() => refuseTakenKeys(scenario, { freeze: 'P' })).not.toThrow();
  expect(() => refuseTakenKeys(scenario, { freeze: 'c' })).toThrow(UsageError);
  expect(() => refuseTakenKeys(scenario, { freeze: 'c' })).toThrow(
    /^key "c" is that of "HPA against KEDA" in the scenario meme-generator, and of "freeze" in .*config\.yaml$/,
  );
});
