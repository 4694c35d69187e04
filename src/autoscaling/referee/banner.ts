/** Columns a finding's title may take. */
export const bannerColumns = 90;

/** A title cut to what a banner holds. */
export function banner(title: string): string {
  return title.length <= bannerColumns ? title : `${title.slice(0, bannerColumns - 1)}…`;
}
