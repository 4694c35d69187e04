import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { listScenarios, loadScenario } from '../../src/scenario/load-scenario.ts';
import { openKubectlBench } from '../embedded/apiserver/kubectl.ts';
import { describeReal } from '../support/real-program.ts';
import { usedFiles } from './scenario-folder.ts';

vi.setConfig({ testTimeout: 120_000 });

describeReal('kubectl', 'a built-in scenario', () => {
  test.each(listScenarios())('%s: the real kubectl applies each manifest, and each mode in its order', async (name) => {
    const scenario = loadScenario(name);
    const folder = dirname(scenario.file);
    const inModes = new Set(scenario.modes.flatMap(({ apply }) => apply.map(({ file }) => file)));
    const bench = await openKubectlBench(name);
    const apply = (file: string) => bench.out('apply', '-f', join(folder, file));
    try {
      for (const file of usedFiles(scenario).filter((each) => !inModes.has(each))) {
        await apply(file);
        const again = (await apply(file)).trim().split('\n');
        expect(again.filter((line) => !line.endsWith(' unchanged'))).toEqual([]);
      }
      for (const { apply: objects } of scenario.modes) {
        await bench.out('delete', 'so,vpa', '--all');
        for (const file of inModes) await bench.out('delete', '--ignore-not-found', '-f', join(folder, file));
        for (const file of new Set(objects.map((object) => object.file))) {
          expect(await apply(file)).toMatch(/ (created|configured)\n$/);
        }
      }
    } finally {
      await bench.close();
    }
  });
});
