import { scheduler } from 'node:timers/promises';
import { type EpochMs, epochMs } from '../autoscaling/units.ts';
import { initialState } from '../session/initial-state.ts';
import type { Observation } from '../session/observation.ts';
import { type Checkpoint, Checkpoints } from './checkpoints.ts';
import { foldUsable } from './fold-usable.ts';
import type { RecordingHeader } from './format.ts';
import { type Mark, MarkFinder, rescaleMarks } from './marks.ts';
import { MemberFile } from './member-file.ts';
import { parseObservation } from './observation-line.ts';
import { readHeader } from './read-header.ts';
import { RecordingError } from './recording-error.ts';

/** Members read between two looks at what else there is to do: keys, the screen. */
const membersAtATime = 20;

/** Lines that cannot be read are told one by one up to here. */
const mostRemarks = 5;

/** A recorded run, of which any moment can be had. Whoever opened it closes it. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly from: EpochMs;
  readonly until: EpochMs;
  /** In the order of time. */
  readonly marks: readonly Mark[];
  /** What could not be read, as sentences with file and line. */
  readonly remarks: readonly string[];
  /** How many stretches it is read in. */
  readonly members: number;
  /** The observations of a stretch. */
  read(member: number): readonly Observation[];
  checkpointBefore(at: EpochMs): Checkpoint;
  close(): void;
}

/**
 * Reads a recording once, from start to end, and remembers enough of it to be at any moment of it quickly.
 *
 * @throws RecordingError for a file that is no recording or holds nothing
 */
export async function openRecording(path: string): Promise<Recording> {
  const file = new MemberFile(path);
  try {
    return await indexed(file);
  } catch (error) {
    file.close();
    throw error;
  }
}

async function indexed(file: MemberFile): Promise<Recording> {
  const [first, ...places] = file.places;
  const [firstLine] = (first && file.lines(first)) ?? [];
  if (firstLine === undefined) throw new RecordingError(`${file.path} holds no recording: its first line is missing`);
  const header = readHeader(firstLine, file.path);
  const from = epochMs(header.openedAt);
  let state = initialState(header.target, from);
  const checkpoints = new Checkpoints(state);
  const finder = new MarkFinder(header.scenario);
  const marks: Mark[] = [];
  const remarks: string[] = [];
  let problems = file.isDamaged ? 1 : 0;
  const remark = (text: string) => {
    problems += 1;
    if (remarks.length < mostRemarks) remarks.push(text);
  };
  if (file.isDamaged)
    remarks.push(`${file.path}: bytes between two seconds are not a recording's and were passed over`);
  /** Lines that are left out, by their {@link placeOf}. */
  const unusable = new Set<string>();
  let line = 1;
  for (const [member, place] of places.entries()) {
    const lines = file.lines(place);
    if (lines === undefined)
      remark(`${file.path}:${line + 1}: damaged at byte ${place.offset}; what follows it is shown`);
    const left = (index: number) => {
      remark(`${file.path}:${line + index + 1} is not an observation`);
      unusable.add(placeOf(member, index));
    };
    const found = readable(lines ?? [], left);
    const all = found.map(({ observation }) => observation);
    state = foldUsable(state, all, (index) => left(found[index]?.index ?? 0));
    const observations = found.flatMap((each) => (unusable.has(placeOf(member, each.index)) ? [] : each.observation));
    line += lines?.length ?? 0;
    for (const observation of observations) {
      const mark = finder.next(observation);
      if (mark) marks.push(mark);
    }
    checkpoints.add(observations, state, member + 1, lines?.reduce((sum, { length }) => sum + length, 0) ?? 0);
    if (member % membersAtATime === 0) await scheduler.yield();
  }
  if (problems > remarks.length) remarks.push(`… and ${problems - remarks.length} more`);
  return {
    header,
    from,
    until: state.now,
    marks: [...marks, ...rescaleMarks(state)].sort((a, b) => a.at - b.at),
    remarks,
    members: places.length,
    read(member) {
      const place = places[member];
      const found = place ? readable(file.lines(place) ?? []) : [];
      return found.flatMap(({ index, observation }) => (unusable.has(placeOf(member, index)) ? [] : observation));
    },
    checkpointBefore: (at) => checkpoints.before(at),
    close: () => file.close(),
  };
}

function placeOf(member: number, index: number): string {
  return `${member}/${index}`;
}

/** The observations in lines, with the index of the line each stands in. */
function readable(lines: readonly string[], onUnreadable: (index: number) => void = () => {}) {
  return lines.flatMap((line, index): readonly { readonly index: number; readonly observation: Observation }[] => {
    const observation = parseObservation(line);
    if (observation === undefined) onUnreadable(index);
    return observation === undefined ? [] : [{ index, observation }];
  });
}
