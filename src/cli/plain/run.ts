import { Cockpit } from '../../ui/cockpit/cockpit.ts';
import { processTimers } from '../../ui/cockpit/real-time.ts';
import type { OpenRun } from '../open-run.ts';
import type { RunOptions } from '../options.ts';
import { offStage } from '../stage.ts';
import { changeTeller } from './changes.ts';
import { type Ending, endingOf } from './ending.ts';
import { readKeys } from './keyboard.ts';
import { type PlainLine, printed } from './line.ts';
import { keysText, openingText } from './opening.ts';
import { repliesBetween } from './replies.ts';

/** The screen that snapshots of a run without one are drawn for. */
const snapshotScreen = { size: { columns: 120, rows: 40 }, theme: 'dark' } as const;

/** How often a run looks whether its time is up, also while nothing changes. */
const endLookMs = 200;

/**
 * `harmony run` without a picture: a line per change on standard output, for screen readers and pipes. The keys are the cockpit's where standard
 * input is a terminal. Resolves when the run is over: by `q`, a signal, its time, the end of the talk, or a reader that has gone away.
 */
export async function runPlain(options: RunOptions): Promise<void> {
  const ending = endingOf(process.stdout);
  let say = (_: string) => {};
  let run: OpenRun | undefined;
  try {
    const { openRun } = await import('../open-run.ts');
    run = await openRun(options, { ...offStage, tell: (text) => say(text) });
    const { session, remark } = run;
    say = (text) => print({ at: session.now(), subject: 'run', text });
    say(openingText(session));
    if (remark !== undefined) say(remark);
    await narrate(run, options, ending, say);
  } finally {
    await run?.close();
    ending.close();
  }
}

/** Tells the run until its end is reached. */
async function narrate(run: OpenRun, options: RunOptions, ending: Ending, say: (text: string) => void): Promise<void> {
  const { session } = run;
  const { forSeconds = Number.POSITIVE_INFINITY, autopilot = false } = options;
  const { store, scenario } = session;
  const opened = store.getState();
  const untilMs = session.now() + forSeconds * 1000;
  const changes = changeTeller(scenario, { ...opened, modes: [], sources: new Map() });
  const look = () => {
    const state = store.getState();
    for (const line of changes(state)) print(line);
    if (autopilot && state.director.talkEndedAt !== undefined) ending.end();
  };
  const stop = [
    store.subscribe(look),
    processTimers.every(endLookMs, () => {
      if (session.now() >= untilMs) ending.end();
    }),
  ];
  try {
    look();
    stop.push(takeKeys(run, ending));
    if (autopilot) {
      const outcome = await session.dispatch({ type: 'toggleAutopilot' });
      if (!outcome.ok) say(outcome.reason);
    }
    await ending.reached;
  } finally {
    for (const each of stop) each();
  }
}

/** Lets the keys do what they do in the cockpit, and prints what it says to them. Returns a function that stops that. */
function takeKeys({ session, layouts, surroundings }: OpenRun, ending: Ending): () => void {
  const cockpit = new Cockpit(processTimers);
  cockpit.onQuit = ending.end;
  cockpit.screen = snapshotScreen;
  // What is told is this session's, whatever the keys would be given.
  const { failOver: _, ...others } = surroundings;
  cockpit.start(session, layouts, others);
  const reply = (text: string) => print({ at: session.now(), subject: 'key', text });
  let view = cockpit.getView();
  cockpit.subscribe(() => {
    const next = cockpit.getView();
    for (const text of repliesBetween(view, next)) reply(text);
    view = next;
  });
  const giveBack = readKeys(process.stdin, (keys) => {
    // The terminal sends no signal while it hands on single keys.
    if (keys.includes('ctrl+c')) ending.end();
    else cockpit.press(keys);
  });
  if (process.stdin.isTTY) reply(keysText(session));
  return () => {
    giveBack();
    cockpit.close();
  };
}

function print(line: PlainLine): void {
  process.stdout.write(printed(line));
}
