import type { Cancel } from '../../cluster/clock.ts';
import type { ClusterError, ReflectorHealth } from '../../cluster/port.ts';
import type { Pulse } from './pulse.ts';

/** A view's own health, and over it the server's: a view that stands is not live while the server is silent. */
export function underPulse(
  pulse: Pulse,
  healthOf: (error: ClusterError) => ReflectorHealth,
  tell: (health: ReflectorHealth) => void,
): { own(health: ReflectorHealth): void; readonly stop: Cancel } {
  let own: ReflectorHealth | undefined;
  let told = '';
  const update = (): void => {
    if (own === undefined) return;
    const { silence } = pulse;
    const health = own.state === 'failed' || silence === undefined ? own : healthOf(silence);
    const text = JSON.stringify(health);
    if (text === told) return;
    told = text;
    tell(health);
  };
  return {
    own(health) {
      own = health;
      update();
    },
    stop: pulse.subscribe(update),
  };
}
