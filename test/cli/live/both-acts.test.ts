import { describe, expect, onTestFinished, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { endOfTalk, playOnAutopilot } from '../../../src/cli/rehearsal.ts';
import { coldStartAt, warmUp } from '../../../src/cli/warm-up.ts';
import type { Clock } from '../../../src/cluster/clock.ts';
import type { Cluster } from '../../../src/cluster/port.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { openKubeCluster } from '../../../src/kube/open-kube-cluster.ts';
import { rehearsalReport } from '../../../src/report/rehearsal-report.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { openSession } from '../../../src/session/open-session.ts';
import { placeKubeconfig } from '../../kube/served-cluster.ts';

const speed = 20;
const whole = loadScenario('meme-generator');
const scenario = { ...whole, acts: whole.acts.filter(({ id }) => id === 'conflict' || id === 'harmony') };

/** The meme-generator behind HTTPS, its time running, and the real client on it. */
async function serve() {
  const embedded = createEmbeddedCluster(
    embeddedSetup(scenario, { startAt: coldStartAt(epochMs(Date.UTC(2026, 0, 31, 12))), seed: 1 }),
  );
  await warmUp(embedded);
  const server = await serveApi({ kernel: embedded.kernel });
  const config = placeKubeconfig(server);
  const client = await openKubeCluster({ kubeconfig: config.path });
  onTestFinished(async () => {
    await client.close();
    await embedded.pacer.stop();
    await server.close();
    await embedded.close();
    config.remove();
  });
  embedded.pacer.setSpeed(speed);
  embedded.pacer.start();
  return { embedded, client };
}

/** The client as it is, with the time of a cluster that runs faster than the wall clock. */
function withClock(cluster: Cluster, clock: Clock): Cluster {
  return new Proxy(cluster, {
    get(target, name) {
      if (name === 'clock') return clock;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('both acts of the talk', { timeout: 120_000 }, () => {
  test('play on autopilot through the real client, show what they promise, and leave nothing behind', async () => {
    const { embedded, client } = await serve();
    const { clock } = embedded;
    const stored = async () =>
      (await client.list(resources.horizontalPodAutoscalers, { namespace: scenario.target.namespace })).items.map(
        ({ metadata: { name, labels }, ...object }) => ({ name, labels, spec: 'spec' in object && object.spec }),
      );
    const before = await stored();
    const session = openSession({
      cluster: withClock(client, clock),
      scenario,
      frames: clock,
      guard: { allowedContexts: ['harmony-*'], yes: true, readOnly: false },
    });
    onTestFinished(() => session.close());
    await playOnAutopilot(session, () => new Promise((resolve) => void clock.after(1000, resolve)));
    const report = rehearsalReport(scenario, endOfTalk(session), { context: 'x', namespace: 'y', wallMillis: 1 });
    expect(report.acts.map(({ id }) => id)).toEqual(['conflict', 'harmony']);
    expect(report.expectations.filter(({ met }) => !met)).toEqual([]);
    expect(session.outstanding()).toBeGreaterThan(0);
    expect(await session.restore()).toEqual({ ok: true });
    expect(session.outstanding()).toBe(0);
    expect(await stored()).toEqual(before);
  });
});
