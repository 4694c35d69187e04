import type { ReactNode } from 'react';
import type { Scenario } from '../../scenario/model.ts';
import type { Session } from '../../session/session.ts';
import type { Picture } from '../cockpit/picture.ts';
import type { Toast } from '../cockpit/screen-state.ts';
import type { Binding } from '../keymap.ts';
import type { CellSize } from '../layout/place-panes.ts';
import { useNow, useSlice } from '../panes/use-slice.ts';
import { Rows } from '../rows.tsx';
import type { Line } from '../text/line.ts';
import { bannerLine, bannerSlice, isRefused } from './chrome-lines.ts';
import { footerLine } from './footer.ts';
import { headerLine } from './header.ts';
import { logLine } from './log-line.ts';

interface RowProps {
  readonly picture: Picture;
  readonly size: CellSize;
}

interface HeaderProps extends RowProps {
  readonly session: Session;
  readonly frozen: boolean;
}

export function Header({ picture, session, size, frozen }: HeaderProps): ReactNode {
  const state = useSlice(picture, ({ modes, director }) => ({ modes, director }));
  const now = useNow(picture);
  const { columns } = size;
  const row = headerLine({ state, scenario: session.scenario, session, now, columns, frozen });
  return <Rows area={{ left: 0, top: 0, columns, rows: 1 }} lines={[row]} />;
}

export function Banner({ picture, scenario, size }: RowProps & { readonly scenario: Scenario }): ReactNode {
  const row = bannerLine(useSlice(picture, bannerSlice), scenario, useNow(picture), size.columns);
  return <Rows area={{ left: 0, top: 1, columns: size.columns, rows: 1 }} lines={[row]} />;
}

interface LogRowProps extends RowProps {
  readonly toast: Toast | undefined;
  readonly notice: string | undefined;
  /** What is being typed, which nothing may hide. */
  readonly prompt: Line | undefined;
}

export function LogRow({ picture, size, toast, notice, prompt }: LogRowProps): ReactNode {
  const { actions } = useSlice(picture, ({ actions: all }) => ({ actions: all }));
  const now = useNow(picture);
  const row = prompt ?? logLine(actions, toast, now, size.columns, notice);
  return <Rows area={{ left: 0, top: size.rows - 2, columns: size.columns, rows: 1 }} lines={[row]} />;
}

/** Which keys work depends on anything in the state, so the footer looks at all of it, and draws only when its text changes. */
export function Footer({
  picture,
  session,
  size,
  bindings,
}: RowProps & { session: Session; bindings: readonly Binding[] }): ReactNode {
  const refused = useSlice(picture, () =>
    Object.fromEntries(bindings.map(({ shown, command }) => [shown, isRefused(session, command)])),
  );
  const hints = bindings.map((binding) => ({ binding, enabled: refused[binding.shown] !== true }));
  return (
    <Rows
      area={{ left: 0, top: size.rows - 1, columns: size.columns, rows: 1 }}
      lines={[footerLine(hints, size.columns)]}
    />
  );
}
