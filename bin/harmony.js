#!/usr/bin/env node
// Runs on whatever Node the caller has: it must parse and work on an old one, so it decides before it imports anything modern.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const neededNode = { major: 22, minor: 12 };
const program = new URL('../dist/cli/main.js', import.meta.url);
/** A checkout brings its own Node along; an installed package does not. */
const checkoutNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > neededNode.major || (major === neededNode.major && minor >= neededNode.minor);
}

function refuse(message) {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = 2;
}

if (!existsSync(program)) {
  refuse('Harmony is not built yet, run `npm run build` first');
} else if (isNewEnough()) {
  import(program.href);
} else if (existsSync(checkoutNode)) {
  import('./rerun.js').then(({ rerun }) =>
    rerun(checkoutNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]),
  );
} else {
  refuse(`Harmony needs Node ${neededNode.major}.${neededNode.minor} or newer, this is ${process.version}`);
}
