import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ServerAddress } from '../../../src/embedded/apiserver/kubeconfig.ts';
import { freePort } from '../../support/free-port.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

/** A Prometheus that scrapes a served cluster every second. */
export interface RealPrometheus {
  readonly url: string;
  /** The value of an instant query with one series; NaN where there is none yet. */
  value(query: string): Promise<number>;
  /** Number of series an instant query has. */
  count(query: string): Promise<number>;
}

/** Starts the real program; it ends with the test. */
export async function startPrometheus(cluster: ServerAddress): Promise<RealPrometheus> {
  const folder = scratchFolder();
  const port = await freePort();
  writeFileSync(join(folder, 'ca.crt'), cluster.certificate);
  writeFileSync(join(folder, 'token'), cluster.token, { mode: 0o600 });
  writeFileSync(join(folder, 'prometheus.yml'), configuration(folder, new URL(cluster.url).host));
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const query = async (text: string): Promise<readonly { readonly value: [number, string] }[]> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(text)}`).catch(
      () => undefined,
    );
    if (!response?.ok) return [];
    const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
    return data.result;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    async value(text) {
      const [first] = await query(text);
      return Number(first?.value[1] ?? Number.NaN);
    },
    count: async (text) => (await query(text)).length,
  };
}

function configuration(folder: string, target: string): string {
  return `
global: { scrape_interval: 1s }
scrape_configs:
  - job_name: harmony
    scheme: https
    honor_labels: true
    authorization: { credentials_file: ${join(folder, 'token')} }
    tls_config: { ca_file: ${join(folder, 'ca.crt')} }
    static_configs: [{ targets: ["${target}"] }]
`;
}
