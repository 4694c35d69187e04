import { join } from 'node:path';
import { setInterval as everyInterval } from 'node:timers/promises';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { CastWriter } from '../../../src/recording/asciicast/cast-writer.ts';
import { FlightRecorder } from '../../../src/recording/flight-recorder.ts';
import { recordingName } from '../../../src/recording/format.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { initialState } from '../../../src/session/initial-state.ts';
import type { Session } from '../../../src/session/session.ts';

// `recording-process.ts FOLDER`: observes and draws something every few milliseconds, records both, and prints the number of each, until it
// is killed.
const [folder = '.'] = process.argv.slice(2);

const scenario = loadScenario('meme-generator');
const state = initialState({ namespace: 'demo' }, epochMs(Date.now()));
const onFailure = (reason: string) => {
  throw new Error(reason);
};
const flight = new FlightRecorder({
  file: join(folder, recordingName),
  program: 'harmony 0.0.0',
  every(intervalMs, callback) {
    const timer = setInterval(callback, intervalMs);
    return () => clearInterval(timer);
  },
  onFailure,
});
const session: Pick<Session, 'store' | 'identity' | 'scenario'> = {
  scenario,
  identity: { badge: 'EMBEDDED', context: 'harmony-embedded' },
  store: { getState: () => state, subscribe: () => () => {} },
};
flight.begin(session);
const cast = new CastWriter({
  file: join(folder, 'screen.cast'),
  version: 2,
  header: { columns: 80, rows: 24, startedAtSeconds: 0, title: 'killed', term: 'xterm', idleTimeLimitSeconds: 2 },
  now: () => performance.now(),
  onFailure,
});
let number = 0;
for await (const _ of everyInterval(5)) {
  number += 1;
  flight.observe({ at: epochMs(Date.now()), source: 'queue', kind: 'sample', series: 'queue', value: number });
  cast.output(`\u001B[38;5;241mframe ${number}\u001B[39m\n`);
  process.stdout.write(`${Date.now()} ${number}\n`);
}
