import type { SessionState } from '../../session/state.ts';
import type { PlainLine } from './line.ts';

/** Tells what is new in a state against the one before; it may keep back what it cannot tell yet. */
export type Teller = (before: SessionState, after: SessionState) => readonly PlainLine[];
