import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Load, NatsPublishLoad } from '../../scenario/model.ts';
import { kubectl, quoted } from '../actions/kubectl.ts';

/** The command that puts the same load on: for the log, and for people who want to do it by hand. */
export function loadCommand(load: Load, force = false): string {
  switch (load.kind) {
    case 'job':
      return kubectl.apply(load.job.file, force);
    case 'exec':
      return [load.command, ...load.args].map(quoted).join(' ');
    case 'nats-publish':
      return [...publishWords(load), '--server', load.url].map(quoted).join(' ');
    case 'http': {
      const pressure =
        load.ratePerSecond === undefined ? ['-c', `${load.users ?? 1}`] : ['-c', '1', '-q', `${load.ratePerSecond}`];
      const body = load.body === undefined ? [] : ['-d', load.body];
      return ['hey', '-z', `${load.durationSeconds}s`, ...pressure, '-m', load.method, ...body, load.url]
        .map(quoted)
        .join(' ');
    }
  }
}

/** The command that creates a load's Job: from its file, or what stands in for one on an embedded cluster. */
export function jobCommand(load: Load, { metadata }: KubernetesObject, force: boolean): string {
  if (load.kind !== 'nats-publish') return loadCommand(load, force);
  const create = ['kubectl', 'create', 'job', metadata.name, '-n', metadata.namespace ?? '', `--image=${benchImage}`];
  return [...create, '--', ...publishWords(load)].map(quoted).join(' ');
}

/** The image that has the nats tool. */
export const benchImage = 'natsio/nats-box:0.17.0';

/** `nats bench` with the figures of a load, without a server. */
export function publishWords(load: NatsPublishLoad): readonly string[] {
  const { subject, messages, bytes, inFlight, ratePerSecond } = load;
  const size = ['--msgs', `${messages}`, '--size', `${bytes}`];
  // One client that pauses after each message keeps a rate; without one, that many are under way at once.
  return ratePerSecond === undefined
    ? ['nats', 'bench', 'js', 'pub', subject, ...size, '--clients', `${inFlight}`]
    : ['nats', 'bench', 'js', 'pub', subject, ...size, '--sleep', `${Math.round(1_000_000 / ratePerSecond)}us`];
}
