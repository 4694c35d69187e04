import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { formatTime } from '../autoscaling/units.ts';
import type { Cluster } from '../cluster/port.ts';
import { evidenceFiles } from '../report/evidence/evidence-files.ts';
import { snapshotOf } from '../report/snapshot/snapshot.ts';
import type { Scenario } from '../scenario/model.ts';
import { frameSvg } from '../ui/snapshot/frame-svg.ts';
import { frameText } from '../ui/snapshot/frame-text.ts';
import type { ShownMoment } from '../ui/snapshot/shown-moment.ts';
import { CliError, exitCodes } from './errors.ts';
import { newFolder } from './snapshot-folder.ts';
import { podMetricPath } from './snapshot-metric.ts';

/** Where snapshots go: beside what the reader is working on. */
const snapshotsFolder = 'harmony-snapshots';

export interface SnapshotSource {
  readonly scenario: Scenario;
  /** A recorded run has no API to ask any more. */
  readonly cluster: Pick<Cluster, 'identity'> & Partial<Pick<Cluster, 'getRaw'>>;
  /** Absent: `harmony-snapshots` in the working folder. */
  readonly parent?: string;
  /** Name of the folder. Absent: the time and the mode. */
  readonly name?: string;
}

/**
 * Writes a moment down in a folder of its own: the frame as `frame.svg` and `frame.txt`, the data behind it as `snapshot.json`, and what
 * kubectl would have printed under `results/`. Resolves to the folder's path, relative to the working folder where it lies in it.
 *
 * @throws CliError when the folder cannot be made or written
 */
export async function saveSnapshot({ frame, state, now }: ShownMoment, source: SnapshotSource): Promise<string> {
  const { scenario, cluster, parent = snapshotsFolder } = source;
  const mode = state.modes.at(-1)?.mode ?? 'run';
  const { name = `${formatTime(now).replaceAll(/[-:]/g, '')}-${mode}` } = source;
  const path = podMetricPath(state, scenario);
  // A metric that cannot be had now is no reason to lose the moment: its file is left out.
  const podMetric = path === undefined ? undefined : await cluster.getRaw?.(path).catch(() => undefined);
  const data = snapshotOf(state, { scenario: scenario.name, identity: cluster.identity, now });
  const files = [
    { name: 'frame.svg', text: frameSvg(frame) },
    { name: 'frame.txt', text: frameText(frame.lines) },
    { name: 'snapshot.json', text: `${JSON.stringify(data, undefined, 2)}\n` },
    ...evidenceFiles(state, { mode, now, podMetric }).map(({ name, text }) => ({ name: join('results', name), text })),
  ];
  try {
    const folder = newFolder(parent, name);
    mkdirSync(join(folder, 'results'));
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    const fromHere = relative('', folder);
    return fromHere.startsWith('..') ? folder : fromHere;
  } catch (error) {
    throw new CliError(`The snapshot cannot be written: ${reasonOf(error)}`, {
      exitCode: exitCodes.failed,
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
