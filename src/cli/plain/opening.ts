import type { Session } from '../../session/session.ts';
import { type Binding, bindingsFor } from '../../ui/keymap.ts';

/** The first line of a run: what it is, and on which cluster. */
export function openingText({ scenario, identity, speed }: Session): string {
  const { badge, context, profile } = identity;
  const cluster =
    badge === 'EMBEDDED' ? `embedded cluster${profile === undefined ? '' : `, profile ${profile}`}` : context;
  const pace = speed === 1 ? '' : `, at ${Number.isFinite(speed) ? `${speed} times real time` : 'full speed'}`;
  return `${scenario.title}, namespace ${scenario.target.namespace} on ${cluster}${pace}; times are UTC on the cluster's clock`;
}

/** The keys that act on the run, in one line. */
export function keysText({ scenario }: Session): string {
  const acting = bindingsFor(scenario).filter(({ command }) => command.type === 'session');
  return ['? all keys', ...acting.map(keyText), 'q quit'].join(', ');
}

function keyText({ shown, hints: [hint] }: Binding): string {
  return `${shown} ${hint}`;
}
