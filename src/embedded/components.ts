import type { EmbeddedSetup } from './setup.ts';
import type { Component } from './world.ts';

/** What runs in an embedded cluster besides Kubernetes itself: KEDA, brokers, workers, loads and what they show to metrics APIs. */
export function scenarioComponents(_setup: EmbeddedSetup): readonly Component[] {
  return [];
}
