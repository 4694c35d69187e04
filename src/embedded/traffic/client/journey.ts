import type { Exchange } from '../exchange.ts';
import type { HttpTarget } from '../server/cluster-dns.ts';

/** What one virtual user does over and over, one step after the other. */
export type Journey = readonly JourneyStep[];

export type JourneyStep = RequestStep | SleepStep;

export interface RequestStep {
  readonly kind: 'request';
  readonly url: string;
  readonly method: string;
  /** undefined: the URL cannot be read, so that no host is found. */
  readonly target: HttpTarget | undefined;
  readonly timeoutMs: number;
  readonly checks: readonly Check[];
}

/** Uniform between the two. */
export interface SleepStep {
  readonly kind: 'sleep';
  readonly minMs: number;
  readonly maxMs: number;
}

/** A named condition on an answer. */
export interface Check {
  readonly name: string;
  readonly passes: (exchange: Exchange) => boolean;
}
