import { Answer } from '../../../signals/answer.ts';
import { type Finding, fail, pass } from '../finding.ts';
import type { Check } from './check.ts';

/** The first minor version of Kubernetes 1 that serves autoscaling/v2. */
const firstMinor = 23;

/** Whether the server is new enough to serve the HPAs that Harmony reads. */
export const apiVersion: Check = {
  id: 'api.version',
  async run({ cluster }): Promise<readonly Finding[]> {
    const version = new Answer(await cluster.getRaw('/version'), '/version').field('gitVersion').text();
    const [, minor] = /^v1\.(\d+)/.exec(version) ?? [];
    const seen = `Kubernetes ${version}`;
    return [
      Number(minor) < firstMinor
        ? fail('api.version', `${seen}, which does not serve autoscaling/v2`, `Upgrade to 1.${firstMinor} or later.`)
        : pass('api.version', seen),
    ];
  },
};
