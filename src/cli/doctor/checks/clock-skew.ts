import { ClusterError } from '../../../cluster/port.ts';
import { type Finding, pass, warn } from '../finding.ts';
import type { Check } from './check.ts';

/** The server counts whole seconds, and its answer takes a moment. */
const toleratedSeconds = 2;

/** Whether this machine and the API server agree on the time: ages and countdowns are wrong by as much as they do not. */
export const clockSkew: Check = {
  id: 'clock.skew',
  async run({ cluster }): Promise<readonly Finding[]> {
    if (cluster.serverTime === undefined) return [];
    try {
      const server = await cluster.serverTime();
      const seconds = Math.round((server - cluster.clock.now()) / 1000);
      const size = Math.abs(seconds);
      if (size <= toleratedSeconds) return [pass('clock.skew', 'the clocks of server and machine agree')];
      const seen = `the server's clock is ${size} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine's`;
      return [warn('clock.skew', seen, 'Set this machine by NTP: sudo timedatectl set-ntp true')];
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      return [];
    }
  },
};
