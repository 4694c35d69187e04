import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { corpus, explainCase } from './corpus.ts';
import { explainedMetric, printedMetrics } from './described-metrics.ts';
import { serveHpas } from './hpa-api.ts';

const run = promisify(execFile);

/** Where kubectl is, every case of the corpus is described by it: what it prints for a metric is what is said here. */
test('kubectl describe prints the same numbers', { timeout: 60_000 }, async (context) => {
  const kubectl = await run('kubectl', ['version', '--client']).catch(() => undefined);
  if (kubectl === undefined) {
    const why = 'skipped: kubectl is not on the PATH, so explanations are not compared with what it prints';
    console.log(why);
    return context.skip(why);
  }

  // One call describes all of them, so each goes by the name of its file.
  const cases = corpus().map(([file, given]) => {
    const name = `case-${file.replace('.yaml', '')}`;
    return { name, given, hpa: { ...given.hpa, metadata: { ...given.hpa.metadata, name } } };
  });
  const api = await serveHpas(cases.map(({ hpa, given }) => ({ hpa, events: given.events ?? [] })));
  const home = mkdtempSync(join(tmpdir(), 'harmony-kubectl-'));
  try {
    const { stdout } = await run(
      'kubectl',
      ['--server', api.url, '-n', 'shop', 'describe', 'horizontalpodautoscalers'],
      {
        env: { PATH: process.env.PATH, HOME: home, KUBECONFIG: join(home, 'none') },
        maxBuffer: 16 * 1024 * 1024,
      },
    );
    const described = new Map(stdout.split(/^Name: +/m).map((section) => [section.split('\n')[0]?.trim(), section]));
    for (const { name, given } of cases) {
      const printed = printedMetrics(described.get(name) ?? '');
      const said = explainCase(given).explanation.metrics.map(explainedMetric);
      if (given.kubectlDiffers === undefined) expect(printed, name).toEqual(said);
      else expect(printed, `${name}: ${given.kubectlDiffers}`).not.toEqual(said);
    }
  } finally {
    await api.close();
    rmSync(home, { recursive: true });
  }
});
