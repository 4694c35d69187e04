import { inScenario, mistakes } from './mistakes.ts';

mistakes('manifests', [
  [
    'a file that is not there',
    inScenario('[hpa.yaml]', '[hpaa.yaml]'),
    ['scenario.yaml:14:13: there is no file "hpaa.yaml"; did you mean "hpa.yaml"?'],
  ],
  [
    'a file that is nowhere near',
    inScenario('[hpa.yaml]', '[autoscalers/vertical.yaml]'),
    [
      'scenario.yaml:14:13: there is no file "autoscalers/vertical.yaml"; it is looked for as autoscalers/vertical.yaml',
    ],
  ],
  [
    'an object without a kind',
    ['hpa.yaml', 'kind: HorizontalPodAutoscaler\n', ''],
    ['hpa.yaml:1:1: "kind" is missing; add "kind:" with a text'],
  ],
  [
    'an object without a name',
    ['hpa.yaml', '  name: worker\n', '  labels: {}\n'],
    ['hpa.yaml:3:1: "name" is missing; add "name:" with a text'],
  ],
  [
    'an object for another namespace',
    ['job.yaml', 'namespace: shop', 'namespace: other'],
    [
      'job.yaml:5:14: Job "burst" is for namespace "other", not the target\'s; write "shop", or leave the namespace out',
    ],
  ],
  [
    'a label that is a number',
    ['job.yaml', 'namespace: shop', 'namespace: shop\n  labels: { size: 5 }'],
    ['job.yaml:6:19: "size" must be a text, not the number 5'],
  ],
  [
    'a word kubectl reads as true',
    ['job.yaml', 'namespace: shop', 'namespace: shop\nspec: { suspend: on }'],
    ['job.yaml:6:18: kubectl reads on as true; write true, or "on" in quotes'],
  ],
  [
    'a broken file',
    ['hpa.yaml', 'name: worker }', 'name: worker'],
    [
      'hpa.yaml:7:3: YAML: flow map in block collection must be sufficiently indented and end with a }; close the bracket that was opened above',
    ],
  ],
  [
    'a load that is no Job',
    inScenario('job: job.yaml', 'job: hpa.yaml'),
    ['scenario.yaml:20:56: "hpa.yaml" is not one Job; a load names a file with a single Job'],
  ],
  [
    'the same object twice',
    inScenario('[hpa.yaml]', '[hpa.yaml, hpa.yaml]'),
    ['hpa.yaml:4:9: HorizontalPodAutoscaler "worker" is applied twice; keep one of them, or rename one'],
  ],
  [
    'a text in the place of an object',
    ['job.yaml', 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: burst\n  namespace: shop\n', 'hello\n'],
    ['job.yaml:1:1: the file must be a map of keys and values, not the text "hello"'],
  ],
]);
