import { acceptAll } from './corpus.ts';

// Run by hand, after a change that is meant to say something else: `node test/autoscaling/decision/accept-corpus.ts`, then
// `biome check --write test/autoscaling/decision`, and read what `git diff` shows.
acceptAll();
