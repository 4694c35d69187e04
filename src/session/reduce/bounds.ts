/** What a state keeps at most of each thing that would otherwise grow for as long as a run lasts. */
export const bounds = {
  events: 1000,
  decisions: 500,
  /** Of each HPA; an hour at a pass every 15 s, the longest window there is. */
  hpaCounts: 240,
  /** Of each workload; an hour of two HPAs at a pass every 15 s. */
  hpaPasses: 480,
  replicaChanges: 2000,
  podStarts: 2000,
  populationChanges: 8000,
  actions: 200,
  modes: 200,
  acts: 200,
  loadEnds: 200,
  /** Births and deaths, each; an hour of a pod a second. */
  churn: 3600,
} as const;

/** How long births and deaths are kept. */
export const churnSpanMs = 3_600_000;
