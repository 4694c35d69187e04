import { measureAttach } from './attach.ts';
import { measureCockpit } from './cockpit.ts';
import { measureDecision } from './decision.ts';
import { measureEmbedded } from './embedded.ts';
import { measureFourTerminals } from './four-terminals.ts';
import { measureFrames } from './frames.ts';
import { measureRecording } from './recording.ts';
import { measureRehearsal } from './rehearsal.ts';
import { formatTable, isMet, type Result } from './result.ts';
import { measureStartup } from './startup.ts';

// `npm run bench [-- --json]`: every figure of the program's speed, in one run on one machine, beside what it should be.
const results: Result[] = [];
for (const measure of [
  measureStartup,
  measureFrames,
  measureCockpit,
  measureFourTerminals,
  measureAttach,
  measureRecording,
  measureRehearsal,
  measureDecision,
  measureEmbedded,
]) {
  results.push(...(await measure()));
}

if (process.argv.includes('--json')) {
  const rows = results.map((result) => ({ ...result, met: isMet(result) }));
  process.stdout.write(`${JSON.stringify({ node: process.version, results: rows }, null, 2)}\n`);
} else {
  process.stdout.write(`Node ${process.version}\n\n${formatTable(results)}\n`);
}
