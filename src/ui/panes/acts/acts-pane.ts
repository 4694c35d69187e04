import type { SessionState } from '../../../session/state.ts';
import type { Line } from '../../text/line.ts';
import type { Pane, PaneContent, PaneRequest } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { scriptLines } from './acts-list.ts';
import { type CueWait, cueWaitOf } from './cue-wait.ts';
import { nextLines } from './next-lines.ts';
import { noteLines } from './note-lines.ts';

type Slice = Pick<SessionState, 'director'> & { readonly wait: CueWait | undefined };

/** The script of the talk, and for who gives it: what to say now, what comes next, and how the time goes. */
export const actsPane: Pane<Slice> = {
  name: 'Acts',
  select: (state, scenario, { view }) => ({
    director: state.director,
    wait: view === 'notes' ? cueWaitOf({ state, scenario }) : undefined,
  }),
  content(slice, request) {
    const { scenario, scroll, rows } = request;
    const { title, lines } = viewOf(slice, request);
    if (scenario.acts.length === 0) return { title, face: { kind: 'empty', text: 'This scenario has no acts.' } };
    const list = scrolledRows(lines(), scroll, rows);
    const subject = subjectOf(slice, request);
    return {
      title,
      ...(subject !== undefined && { subject }),
      face: { kind: 'live', lines: list.lines },
      scrollLimit: list.scrollLimit,
    };
  },
};

interface View {
  readonly title: string;
  readonly lines: () => readonly Line[];
}

function viewOf({ director, wait }: Slice, { scenario, options, now, columns }: PaneRequest): View {
  switch (options.view) {
    case 'notes':
      return { title: 'Say', lines: () => noteLines({ scenario, director, wait }, columns) };
    case 'next':
      return { title: 'Next', lines: () => nextLines({ scenario, director, now }, columns) };
    default:
      return { title: 'Acts', lines: () => scriptLines(director, scenario) };
  }
}

function subjectOf({ director }: Slice, { scenario, options }: PaneRequest): PaneContent['subject'] {
  return options.view === 'notes' ? scenario.acts[director.act]?.title : undefined;
}
