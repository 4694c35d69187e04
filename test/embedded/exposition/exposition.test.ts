import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { expositionText } from '../../../src/embedded/exposition/metric-family.ts';
import { describeReal } from '../../support/real-program.ts';
import { benchJob, MemeCluster, memeBackend } from '../workload/meme-cluster.ts';

async function pageUnderLoad(): Promise<string> {
  const cluster = new MemeCluster([memeBackend(2)]);
  cluster.apply(benchJob('load', 'nats', 'bench', 'js', 'pub', 'meme.request', '--msgs', '500'));
  await cluster.seconds(30);
  return cluster.kernel.world.exporters.text();
}

describe('the text format', () => {
  test('has help, type and one line per series', () => {
    const family = { name: 'pods_total', type: 'counter', help: 'Pods.\nAll of them.' } as const;
    const samples = [
      { labels: { namespace: 'a"b\\c' }, value: 3 },
      { labels: {}, value: Number.POSITIVE_INFINITY },
    ];
    expect(expositionText([{ ...family, samples }])).toBe(
      '# HELP pods_total Pods.\\nAll of them.\n# TYPE pods_total counter\npods_total{namespace="a\\"b\\\\c"} 3\npods_total +Inf\n',
    );
  });

  test('names a metric once, whoever exports it, and leaves out what has no series', () => {
    const family = (value: number) => ({
      name: 'up',
      type: 'gauge' as const,
      help: 'Up.',
      samples: [{ labels: {}, value }],
    });
    const text = expositionText([family(1), { ...family(2), name: 'other', samples: [] }, family(3)]);
    expect(text).toBe('# HELP up Up.\n# TYPE up gauge\nup 1\nup 3\n');
  });
});

describe('what a Prometheus would scrape', () => {
  test('has each running container with its CPU and throttling, as cAdvisor has', async () => {
    const page = await pageUnderLoad();
    const backend =
      /container_cpu_cfs_throttled_periods_total\{container="[^"]+",image="[^"]*",namespace="meme-generator",node="pool-\d",pod="meme-backend-[^"]+"\} \d+/g;
    expect(page.match(backend)).toHaveLength(2);
    expect(page).toContain('# TYPE container_cpu_usage_seconds_total counter');
  });

  test('has the queue as the NATS exporter has it', async () => {
    const page = await pageUnderLoad();
    const labels = '{namespace="meme-generator",server_name="nats-0",account="$G",stream_name="MEMES"';
    expect(page).toContain(`jetstream_stream_last_seq${labels}} 500\n`);
    expect(page).toMatch(/jetstream_consumer_num_ack_pending\{.*consumer_name="meme-generator"\} \d+\n/);
  });

  test('has workloads as kube-state-metrics has them', async () => {
    const page = await pageUnderLoad();
    expect(page).toContain(
      'kube_deployment_status_replicas_ready{namespace="meme-generator",deployment="meme-backend"} 2\n',
    );
    expect(page).toMatch(
      /kube_pod_status_phase\{namespace="meme-generator",pod="meme-backend-.*",phase="Running"\} 1\n/,
    );
    expect(page).toContain('kube_node_status_allocatable{node="pool-0",resource="cpu",unit="core"} ');
  });
});

describeReal('promtool', 'the real promtool', () => {
  test('takes the page for sound', async () => {
    const checked = spawnSync('promtool', ['check', 'metrics'], { input: await pageUnderLoad(), encoding: 'utf8' });
    // Exit 3 is about style only, for example of the names that cAdvisor and kube-state-metrics have long had.
    expect([0, 3], checked.stderr).toContain(checked.status);
    expect(checked.stderr).not.toMatch(/error while linting/);
  });
});
