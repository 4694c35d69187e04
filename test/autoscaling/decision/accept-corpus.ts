import { acceptAll } from './corpus.ts';

// Run by hand, after a change that is meant to say something else: `node test/autoscaling/decision/accept-corpus.ts`, then `git diff`.
acceptAll();
