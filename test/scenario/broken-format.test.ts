import { inScenario, mistakes } from './mistakes.ts';

mistakes('YAML', [
  [
    'a bracket that is not closed',
    inScenario('name: worker }]\n', 'name: worker }\n'),
    [
      'scenario.yaml:6:1: YAML: flow sequence in block collection must be sufficiently indented and end with a ]; close the bracket that was opened above',
    ],
  ],
  [
    'a tab',
    inScenario('  namespace: shop\n  workloads', '\tnamespace: shop\n  workloads'),
    ['scenario.yaml:4:1: YAML: tabs are not allowed as indentation; indent with spaces'],
  ],
  [
    'a key that is there twice',
    inScenario('title: Small', 'title: Small\ntitle: Large'),
    ['scenario.yaml:3:1: the key "title" is there twice; keep one of them'],
  ],
  [
    'wrong indentation',
    inScenario('    key: w', '   key: w'),
    ['scenario.yaml:16:1: YAML: sequence item without - indicator; line it up with the entries above'],
  ],
  [
    'an alias without an anchor',
    inScenario('title: Small', 'title: *name'),
    ['scenario.yaml:2:8: no anchor "&name" before this; define the anchor first'],
  ],
  [
    'two documents',
    inScenario('baseline: calm\n', 'baseline: calm\n---\nmore: 1\n'),
    ['scenario.yaml:11:1: a second document begins here; keep one per file'],
  ],
]);

mistakes('keys and types', [
  [
    'an unknown key at the top',
    inScenario('baseline:', 'baselin:'),
    ['scenario.yaml:9:1: unknown key "baselin"; did you mean "baseline"?'],
  ],
  [
    'an unknown key inside an entry',
    inScenario('    title: Calm', '    tilte: Calm'),
    ['scenario.yaml:13:5: unknown key "tilte" in "modes"; did you mean "title"?'],
  ],
  [
    'an unknown key like no other',
    inScenario('title: Small', 'title: Small\nxyzzy: 1'),
    [
      'scenario.yaml:3:1: unknown key "xyzzy"; known keys: apiVersion, title, target, signals, baseline, modes, loads, acts, embedded',
    ],
  ],
  [
    'a missing section',
    inScenario('title: Small\n', ''),
    ['scenario.yaml:1:1: "title" is missing; add "title:" with a text'],
  ],
  [
    'a section without a value',
    inScenario('loads:\n  - { id: burst, key: 1, title: Burst, kind: job, job: job.yaml }\n', 'loads:\n'),
    ['scenario.yaml:19:1: "loads" has no value; add "loads:" with a list'],
  ],
  [
    'a text in the place of a number',
    inScenario('imagePullSeconds: 4', 'imagePullSeconds: four'),
    ['scenario.yaml:40:21: "imagePullSeconds" must be a number, not the text "four"'],
  ],
  [
    'a map in the place of a list',
    inScenario('apply: []', 'apply: {}'),
    ['scenario.yaml:18:12: "apply" must be a list, not a map'],
  ],
  [
    'a number out of range',
    inScenario('count: 1', 'count: 1001'),
    ['scenario.yaml:39:32: "count" must be at most 1000, not the number 1001'],
  ],
  [
    'a node group without nodes that cannot grow',
    inScenario('count: 1', 'count: 0'),
    ['scenario.yaml:39:32: a node group that cannot grow has at least one node'],
  ],
  [
    'a number that is not whole',
    inScenario('count: 1', 'count: 1.5'),
    ['scenario.yaml:39:32: "count" must be a whole number, not the number 1.5'],
  ],
  [
    'a port that cannot be',
    inScenario('unit: cores,', 'unit: cores, everySeconds: 1000,'),
    ['scenario.yaml:8:73: "everySeconds" must be at most 300, not the number 1000'],
  ],
  [
    'a quantity that is none',
    inScenario('memory: 16Gi', 'memory: 16GiB'),
    ['scenario.yaml:39:51: "memory" is not a quantity: "16GiB"; write e.g. "4", "500m" or "16Gi"'],
  ],
  [
    'an unknown choice',
    inScenario('kind: resource', 'kind: resourc'),
    [
      'scenario.yaml:8:15: "kind" must be one of custom, external, resource, prometheus, not the text "resourc"; did you mean "resource"?',
    ],
  ],
  [
    'a signal without a kind',
    inScenario('kind: resource, ', ''),
    ['scenario.yaml:8:7: "kind" is missing; add "kind: custom | external | resource | prometheus"'],
  ],
  [
    'another version of the format',
    inScenario('harmony/v1', 'harmony/v2'),
    ['scenario.yaml:1:13: "apiVersion" must be "harmony/v1", not the text "harmony/v2"'],
  ],
  [
    'a namespace Kubernetes refuses',
    inScenario('  namespace: shop\n  workloads', '  namespace: The Shop\n  workloads'),
    [
      'scenario.yaml:4:14: "namespace" cannot be "The Shop"; use lower case letters, digits and "-", at most 63, e.g. "meme-backend"',
    ],
  ],
]);
