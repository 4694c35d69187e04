import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeReal } from '../../support/real-program.ts';
import { type KubectlBench, openKubectlBench } from './kubectl.ts';

let bench: KubectlBench;

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeReal('kubectl', 'what the real kubectl finds', () => {
  beforeAll(async () => {
    bench = await openKubectlBench('meme-generator');
  });
  afterAll(async () => {
    await bench.close();
  });

  test.each<[string, RegExp]>([
    ['api-versions', /autoscaling\/v1\nautoscaling\/v2\n[\s\S]*custom.metrics.k8s.io\/v1beta1\n/],
    ['api-resources', /poddisruptionbudgets +pdb +policy\/v1 +true +PodDisruptionBudget/],
    ['api-resources --api-group=apiextensions.k8s.io', /customresourcedefinitions +crd,crds/],
    ['api-resources --namespaced=false -o name', /^nodes$/m],
    ['get crd', /^NAME +CREATED AT\nscaledobjects.keda.sh +20\d\d-.*Z\nverticalpodautoscalers.autoscaling.k8s.io +20/],
    ['describe crd scaledobjects.keda.sh', /Reason: +InitialNamesAccepted/],
    ['get apiservice v1beta1.metrics.k8s.io', /SERVICE +AVAILABLE +AGE\n\S+ +kube-system\/metrics-server +True/],
    ['get apiservice v2.autoscaling', /Local +True/],
    ['explain hpa.spec --recursive', /scaleDown\t<HPAScalingRules>\n {6}policies\t<\[\]HPAScalingPolicy>/],
    ['explain hpa --api-version=autoscaling/v1', /VERSION: +v1\n/],
    ['explain pod.spec.containers.resources.limits', /CPU is throttled/],
    ['explain scaledobject.spec.triggers', /authenticationRef\t<Object>\n {4}Where credentials come from/],
    ['explain vpa.spec.updatePolicy', /updateMode\t<string>/],
    [
      'get all',
      /deployment.apps\/meme-backend[\s\S]*replicaset.apps\/[\s\S]*horizontalpodautoscaler.autoscaling\/meme/,
    ],
    ['get hpa -o custom-columns=N:.metadata.name,MAX:.spec.maxReplicas', /^N +MAX\nmeme-backend +10\n/],
    ['get hpa -o name', /^horizontalpodautoscaler.autoscaling\/meme-backend\n/],
    ['get pods -o jsonpath={.items[*].status.phase}', /^Running Running$/],
    ['get horizontalpodautoscalers.v1.autoscaling meme-frontend -o json', /"targetCPUUtilizationPercentage": 30/],
    ['get horizontalpodautoscalers.v1.autoscaling', /Deployment\/meme-backend +\S+\/20m, cpu: \d+%\/50%/],
  ])('%s', async (line, expected) => {
    expect(await bench.out(...line.split(' '))).toMatch(expected);
  });

  test('a watch in autoscaling/v1 shows a change', async () => {
    const change = (): Promise<string> =>
      bench.out('patch', 'hpa', 'meme-frontend', '--type=merge', '-p', '{"spec":{"maxReplicas":7}}');
    const args = ['get', 'horizontalpodautoscalers.v1.autoscaling', 'meme-frontend', '-w', '-o', 'json'];
    expect(await bench.follow(args, /"maxReplicas": 7/, change)).toContain('"apiVersion": "autoscaling/v1"');
  });
});
