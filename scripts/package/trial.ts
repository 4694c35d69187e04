import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/** One thing a new user does with the package, and what came of it. */
export interface Tried {
  readonly step: string;
  readonly ok: boolean;
  readonly millis: number;
  /** First line of what it printed, or the failure. */
  readonly said: string;
}

/**
 * Installs the tarball into an empty folder without the network, and runs it there as a new user would.
 *
 * @param node the Node it is to run on
 * @param folder where the empty folder is made; it goes with what it held
 */
export async function tryPackage(tarball: string, node: string, folder: string): Promise<readonly Tried[]> {
  const home = mkdtempSync(join(folder, 'new-user-'));
  const place: Place = { home, env: environmentOf(home, node) };
  const tried: Tried[] = [];
  for (const [step, run] of steps(tarball)) {
    const began = performance.now();
    const end = (ok: boolean, said: string) =>
      tried.push({ step, ok, millis: Math.round(performance.now() - began), said: said.split('\n', 1)[0] ?? '' });
    try {
      end(true, await run(place));
    } catch (error) {
      end(false, error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error));
    }
  }
  rmSync(home, { recursive: true, force: true });
  return tried;
}

interface Place {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

type Step = readonly [name: string, run: (place: Place) => string | Promise<string>];

function steps(tarball: string): readonly Step[] {
  return [
    ['npm install --offline', (place) => install(place, tarball)],
    ['man page', ({ home }) => firstLine(join(installed(home), 'dist/man/harmony.1'))],
    ['harmony --version', (place) => run(place, 'harmony', '--version')],
    ['harmony --help', (place) => run(place, 'harmony', '--help')],
    ['kubectl-harmony --version', (place) => run(place, 'kubectl-harmony', '--version')],
    ...(hasKubectl() ? [kubectlPlugin] : []),
    ['harmony rehearse --json', rehearse],
    ['harmony explain', explain],
    ['harmony scenarios', (place) => run(place, 'harmony', 'scenarios')],
    ['harmony cluster', serveCluster],
  ];
}

/** kubectl finds the plugin in PATH by its name. */
const kubectlPlugin: Step = ['kubectl harmony --version', (place) => run(place, 'kubectl', 'harmony', '--version')];

function hasKubectl(): boolean {
  return spawnSync('kubectl', ['version', '--client']).status === 0;
}

/** A home of its own, the commands of the package, the Node in question and the system's tools. */
function environmentOf(home: string, node: string): NodeJS.ProcessEnv {
  const { PATH = '' } = process.env;
  return {
    PATH: [join(home, 'node_modules/.bin'), dirname(node), PATH].join(delimiter),
    HOME: home,
    // Its cache is empty: whatever the installation needs has to be in the tarball.
    npm_config_cache: join(home, '.npm'),
  };
}

function install(place: Place, tarball: string): string {
  writeFileSync(join(place.home, 'package.json'), '{ "private": true }\n');
  run(place, 'npm', 'install', '--offline', '--no-audit', '--no-fund', '--no-update-notifier', tarball);
  const other = ['node_modules/@kubernetes', 'node_modules/ink', 'node_modules/react'];
  if (other.some((folder) => existsSync(join(place.home, folder)))) throw new Error('it installs other packages');
  return 'the package alone';
}

function installed(home: string): string {
  return join(home, 'node_modules/autoscaler-harmony');
}

function firstLine(file: string): string {
  return readFileSync(file, 'utf8').split('\n', 1)[0] ?? '';
}

function run({ home, env }: Place, command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { cwd: home, env, encoding: 'utf8', timeout: 120_000, stdio: 'pipe' }).trim();
}

function rehearse(place: Place): string {
  const course = JSON.parse(run(place, 'harmony', 'rehearse', '--json')) as { met: boolean; acts: readonly unknown[] };
  if (!course.met) throw new Error('its expectations are not met');
  return `${course.acts.length} acts, all expectations met`;
}

function explain(place: Place): string {
  const args = ['explain', 'meme-backend', '--mode', 'conflict', '--load', 'burst-6000', '--after', '40', '--json'];
  const decision = JSON.parse(run(place, 'harmony', ...args)) as { current: number; desired: number };
  return `${decision.current} → ${decision.desired}`;
}

/** Serves the embedded cluster until it says that it is ready, and ends it. */
async function serveCluster({ home, env }: Place): Promise<string> {
  const kubeconfig = join(home, 'kubeconfig');
  const args = ['cluster', '--port', '0', '--kubeconfig', kubeconfig];
  const child = spawn('harmony', args, { cwd: home, env, stdio: ['ignore', 'pipe', 'inherit'], timeout: 60_000 });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('ready KUBECONFIG=')) continue;
    const mode = statSync(kubeconfig).mode & 0o777;
    child.kill('SIGTERM');
    await ended;
    if (mode !== 0o600) throw new Error(`the kubeconfig can be read by others: mode ${mode.toString(8)}`);
    return 'ready';
  }
  await ended;
  throw new Error('it ended before it was ready');
}
