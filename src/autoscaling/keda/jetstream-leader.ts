import { type JetStreamAnswer, parseJetStreamAnswer } from './jetstream-answer.ts';
import { jszUrl, type MonitoringGet } from './jetstream-lag.ts';
import { TriggerError } from './trigger-metrics.ts';

interface ClusterSource {
  readonly endpoint: string;
  readonly scheme: 'http' | 'https';
  readonly accountId: string;
  readonly consumer: string;
}

/**
 * In a cluster only the consumer's leader knows its numbers. The nodes are found through `/varz`: by the URLs the server advertises
 * to clients, else by the first DNS label of its routes. @throws TriggerError when no node is the leader.
 */
export function leaderAnswer(
  get: MonitoringGet,
  source: ClusterSource,
  answer: JetStreamAnswer,
  leader: string,
): JetStreamAnswer {
  if (leader !== '' && answer.node === leader) return answer;
  for (const host of clusterHosts(get, source)) {
    const candidate = parseJetStreamAnswer(get(jszUrl(source, host)));
    if (candidate.node === leader || consumerLeaders(candidate, source.consumer).includes(candidate.node))
      return candidate;
  }
  throw new TriggerError(`leader node not found for consumer ${source.consumer}`);
}

function clusterHosts(get: MonitoringGet, source: ClusterSource): readonly string[] {
  const varz = get(`${source.scheme}://${source.endpoint}/varz`);
  const [host = '', port = ''] = source.endpoint.split(':');
  const withPort = (name: string) => (port === '' ? name : `${name}:${port}`);
  const advertised = urlsOf(varz, 'connect_urls').map((url) => withPort(hostOf(url)));
  if (advertised.length > 0) return advertised;
  const cluster = typeof varz === 'object' && varz !== null && 'cluster' in varz ? varz.cluster : undefined;
  return urlsOf(cluster, 'urls').map((url) => withPort(`${hostOf(url).split('.')[0] ?? ''}.${host}`));
}

function urlsOf(json: unknown, key: 'connect_urls' | 'urls'): readonly string[] {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, key) : undefined;
  return Array.isArray(value) ? value.filter((url): url is string => typeof url === 'string') : [];
}

function hostOf(url: string): string {
  return url.replace(/^\w+:\/\//, '').split(':')[0] ?? '';
}

function consumerLeaders(answer: JetStreamAnswer, name: string): readonly string[] {
  return answer.accounts
    .flatMap((account) => account.streams)
    .flatMap((stream) => stream.consumers)
    .filter((consumer) => consumer.name === name)
    .map((consumer) => consumer.leader);
}
