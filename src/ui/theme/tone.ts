/** What a piece of text means. Themes give each a look; the words or signs beside it say the same without colour. */
export type Tone =
  /** Frames, axes, labels: there when looked for. */
  | 'chrome'
  | 'muted'
  | 'title'
  /** The frame and title of the pane that keys go to. */
  | 'focus'
  | 'brand'
  | 'key'
  /** One accent per autoscaler, wherever it appears. */
  | 'keda'
  | 'hpa'
  | 'vpa'
  /** Signals: the metric and queue curves. */
  | 'signal'
  | 'target'
  | 'good'
  | 'stale'
  | 'conflict'
  | 'failed'
  /** Filled: the banner, by what it says. */
  | 'bannerConflict'
  | 'bannerCalm'
  | 'bannerNeutral'
  | 'bannerStale';
