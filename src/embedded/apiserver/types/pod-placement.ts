import type { TypeTable } from './notation.ts';

/** Where a pod may run. */
export const podPlacementTypes: TypeTable = {
  Affinity: '1 nodeAffinity:NodeAffinity, 2 podAffinity:PodAffinity, 3 podAntiAffinity:PodAntiAffinity',
  NodeAffinity: `
    1 requiredDuringSchedulingIgnoredDuringExecution:NodeSelector,
    2 preferredDuringSchedulingIgnoredDuringExecution:PreferredSchedulingTerm[]`,
  PodAffinity: `
    1 requiredDuringSchedulingIgnoredDuringExecution:PodAffinityTerm[],
    2 preferredDuringSchedulingIgnoredDuringExecution:WeightedPodAffinityTerm[]`,
  PodAntiAffinity: `
    1 requiredDuringSchedulingIgnoredDuringExecution:PodAffinityTerm[],
    2 preferredDuringSchedulingIgnoredDuringExecution:WeightedPodAffinityTerm[]`,
  NodeSelector: '1 nodeSelectorTerms!:NodeSelectorTerm[]',
  NodeSelectorTerm: '1 matchExpressions:NodeSelectorRequirement[], 2 matchFields:NodeSelectorRequirement[]',
  NodeSelectorRequirement: '1 key!, 2 operator!, 3 values[]',
  PreferredSchedulingTerm: '1 weight!:int, 2 preference!:NodeSelectorTerm',
  PodAffinityTerm: `
    1 labelSelector?:LabelSelector, 2 namespaces[], 3 topologyKey!, 4 namespaceSelector?:LabelSelector,
    5 matchLabelKeys[], 6 mismatchLabelKeys[]`,
  WeightedPodAffinityTerm: '1 weight!:int, 2 podAffinityTerm!:PodAffinityTerm',
  Toleration: '1 key, 2 operator, 3 value, 4 effect, 5 tolerationSeconds?:int',
  TopologySpreadConstraint: `
    1 maxSkew!:int, 2 topologyKey!, 3 whenUnsatisfiable!, 4 labelSelector?:LabelSelector, 5 minDomains?:int,
    6 nodeAffinityPolicy, 7 nodeTaintsPolicy, 8 matchLabelKeys[]`,
};
