import { z } from 'zod';
import { type RecordingHeader, recordingVersion } from './format.ts';
import { RecordingError } from './recording-error.ts';

/** What every version of the format has in its first line. */
const anyHeader = z.object({
  format: z.literal('harmony-observations'),
  headerVersion: z.number().int(),
  observationVersion: z.number().int(),
  program: z.string(),
});

/** The parts that are looked into before a pane is; the scenario was checked when it was loaded for the run. */
const ownHeader = anyHeader.extend({
  openedAt: z.number(),
  target: z.object({ namespace: z.string(), workload: z.string().optional() }),
  identity: z.object({
    badge: z.enum(['EMBEDDED', 'LIVE']),
    context: z.string(),
    profile: z.enum(['upstream', 'gke']).optional(),
  }),
  scenario: z.looseObject({
    name: z.string(),
    title: z.string(),
    baseline: z.string(),
    target: z.looseObject({ namespace: z.string(), workloads: z.array(z.looseObject({ name: z.string() })) }),
    signals: z.looseObject({ metrics: z.array(z.looseObject({ id: z.string() })) }),
    modes: z.array(z.looseObject({ id: z.string(), key: z.string(), title: z.string() })),
    loads: z.array(z.looseObject({ id: z.string(), key: z.string(), title: z.string() })),
    acts: z.array(z.looseObject({ id: z.string(), title: z.string() })),
  }),
});

/**
 * The first line of a recording.
 *
 * @throws RecordingError for something else than a recording, and for one of a newer format
 */
export function readHeader(line: string, path: string): RecordingHeader {
  const json = parsed(line);
  const header = anyHeader.safeParse(json);
  if (!header.success) throw new RecordingError(`${path} is no recording of Harmony: its first line is not a header`);
  const { headerVersion, observationVersion, program } = header.data;
  const { header: ownVersion, observation } = recordingVersion;
  if (headerVersion > ownVersion || observationVersion > observation) {
    throw new RecordingError(
      `${path} was written by ${program} in a newer format (${headerVersion}.${observationVersion}) than this program reads (${ownVersion}.${observation}).\n` +
        `Replay it with ${program} or later.`,
    );
  }
  const own = ownHeader.safeParse(json);
  if (own.success) return json as RecordingHeader;
  const [issue] = own.error.issues;
  throw new RecordingError(`${path}:1: ${issue?.path.join('.') ?? 'header'}: ${issue?.message ?? 'is not readable'}`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
