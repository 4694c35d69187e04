import type { Dialog } from '../../ui/chrome/dialog.ts';
import type { CockpitView } from '../../ui/cockpit/view.ts';
import type { Binding } from '../../ui/keymap.ts';

/** What a cockpit has to say to whoever pressed a key, as texts: remarks, questions and the help. */
export function repliesBetween({ screen: before }: CockpitView, { screen, bindings }: CockpitView): readonly string[] {
  const { toast, overlay } = screen;
  const replies: string[] = [];
  if (toast !== undefined && toast !== before.toast) replies.push(toast.text);
  if (overlay === before.overlay) return replies;
  if (overlay === 'help') replies.push(...bindings.filter(isUseful).map(({ shown, help }) => `${shown}  ${help}`));
  else if (typeof overlay === 'object') replies.push(...dialogTexts(overlay));
  if (screen.frozen !== before.frozen) replies.push(screen.frozen ? 'the picture is frozen' : 'the picture goes on');
  return replies;
}

function dialogTexts({ title, body, choices, otherwise }: Dialog): readonly string[] {
  const answers = choices.map(({ shown, label }) => `${shown}: ${label}`);
  return [title, ...body, [...answers, ...(otherwise === undefined ? [] : [`any other key: ${otherwise}`])].join(', ')];
}

/** Keys that do something where nothing is drawn. */
function isUseful({ group, command }: Binding): boolean {
  return group !== 'Look' || command.type === 'snapshot';
}
