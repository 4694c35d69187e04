import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundle } from '../scripts/bundle.ts';
import { largePod } from './large-pod.ts';
import { formatTable, type Result } from './result.ts';

// `node bench/kube-memory.ts`: what a view of 5,000 pods and a steady watch of them take. The server is this process, the view another.
const pods = 5000;
const pageSize = 500;
const eventsPerSecond = 500;
const watchSeconds = 10;

let version = pods;

const server = createServer((request, response) => {
  const query = new URL(request.url ?? '', 'http://server').searchParams;
  if (query.get('watch') === 'true') watch(response);
  else if (query.has('limit')) response.end(JSON.stringify(page(Number(query.get('continue') ?? 0))));
  else response.end('{"major":"1"}');
});

function page(from: number): object {
  const items = Array.from({ length: pageSize }, (_, index) => largePod(from + index, from + index));
  const next = from + pageSize;
  return {
    kind: 'PodList',
    metadata: { resourceVersion: String(version), ...(next < pods && { continue: String(next) }) },
    items,
  };
}

function watch(response: ServerResponse): void {
  response.flushHeaders();
  const timer = setInterval(() => {
    const events = Array.from({ length: eventsPerSecond / 10 }, () => {
      version += 1;
      return `${JSON.stringify({ type: 'MODIFIED', object: largePod(version % pods, version) })}\n`;
    });
    response.write(events.join(''));
  }, 100);
  response.once('close', () => clearInterval(timer));
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const folder = mkdtempSync(join(tmpdir(), 'harmony-bench-'));
const kubeconfig = join(folder, 'config');
writeFileSync(
  kubeconfig,
  JSON.stringify({
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } }],
    contexts: [{ name: 'x', context: { cluster: 'c' } }],
    'current-context': 'x',
  }),
);
// Bundled, as the program is: loaded file by file, the Kubernetes library alone takes 85 MB.
await bundle({ name: 'view', file: join(import.meta.dirname, 'kube-view-program.ts') }, folder);
const program = join(folder, 'cli/view.js');
const child = spawn(process.execPath, ['--expose-gc', program, kubeconfig, String(pods), String(watchSeconds)], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const results = JSON.parse(await text(child.stdout)) as readonly Result[];
process.stdout.write(`${formatTable(results)}\n`);
server.closeAllConnections();
server.close();
rmSync(folder, { recursive: true });
