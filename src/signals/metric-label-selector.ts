/** The query parameter that asks for series of a custom metric by the metric's own labels; empty where there is no selector. */
export function metricLabelSelector(selector: string | undefined, joint: '?' | '&'): string {
  return selector === undefined ? '' : `${joint}metricLabelSelector=${encodeURIComponent(selector)}`;
}
