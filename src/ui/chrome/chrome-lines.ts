import type { Scenario } from '../../scenario/model.ts';
import { findings } from '../../session/insight/findings.ts';
import { nextStepOf } from '../../session/insight/next-step.ts';
import type { Session } from '../../session/session.ts';
import type { SessionState } from '../../session/state.ts';
import { standingOf } from '../facts/standing.ts';
import type { Binding } from '../keymap.ts';
import { fitText } from '../text/cell-width.ts';
import { type Line, line } from '../text/line.ts';
import { bannerText, bannerView } from './banner.ts';
import type { FooterHint } from './footer.ts';

/** What the banner takes from the state: parts only, so that it can be told when one of them is another. */
export function bannerSlice(state: SessionState) {
  const { hpas, scaledObjects, events, deployments, replicaPaths, modes } = state;
  const found = findings(state);
  return { hpas, scaledObjects, events, deployments, replicaPaths, modes, found, next: nextStepOf(state) };
}

/** The second row of the screen, filled from edge to edge. */
export function bannerLine(
  { found, next, ...state }: ReturnType<typeof bannerSlice>,
  scenario: Scenario,
  now: number,
  columns: number,
): Line {
  const view = bannerView(standingOf(state, scenario, found), now, next);
  return line(fitText(bannerText(view, columns), columns), view.tone);
}

/** What the footer says of each key: whether it would do something now. */
export function footerHints(bindings: readonly Binding[], session: Pick<Session, 'refusal'>): readonly FooterHint[] {
  return bindings.map((binding) => ({ binding, enabled: !isRefused(session, binding.command) }));
}

/** Whether the session would not do what a key asks for. */
export function isRefused(session: Pick<Session, 'refusal'>, command: Binding['command']): boolean {
  return command.type === 'session' && session.refusal(command.action) !== undefined;
}
