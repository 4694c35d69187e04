import { AttachedSession } from '../attach/attached-session.ts';
import type { Role } from '../attach/protocol.ts';
import { type StageEnd, StageLink } from '../attach/stage-link.ts';
import type { Layout } from '../scenario/layout-model.ts';
import { processTimers } from '../ui/cockpit/real-time.ts';
import { layoutsFrom, type OpenRun } from './open-run.ts';
import { snapshotSaver } from './snapshot-saver.ts';

/** `harmony attach`. */
export interface AttachOptions {
  /** Process id or socket of the cockpit; absent: the one that runs. */
  readonly cockpit?: string;
  readonly layout: string;
  readonly theme?: string;
  /** Absent: as the user's config file says, else yes. */
  readonly mouse?: boolean;
  readonly role: Role;
}

/**
 * Opens a running cockpit's session for a second one.
 *
 * @throws AttachError for a cockpit that does not answer or speaks another version, ScenarioError for a layout
 */
export async function openAttached(path: string, { layout, role }: AttachOptions): Promise<OpenRun> {
  const link = await StageLink.open(path, role, processTimers.after);
  try {
    const layouts = layoutsOf(link.hello.layouts, layout, link.hello.scenario.file);
    const session = new AttachedSession(link, { drives: role === 'drive' });
    await session.opened;
    return {
      session,
      layouts,
      surroundings: {
        pointKubectl: async () => {
          throw new Error('K works in the cockpit that this terminal is attached to');
        },
        saveSnapshot: snapshotSaver({ scenario: session.scenario, cluster: { identity: session.identity } }),
      },
      ended: link.ended.then(farewell),
      close: () => session.close(),
    };
  } catch (error) {
    link.close();
    throw error;
  }
}

/** The stage's own layouts, from the one that is asked for on; one it does not know is read here. */
function layoutsOf(known: readonly Layout[], asked: string, scenarioFile: string): readonly Layout[] {
  const index = known.findIndex(({ name }) => name === asked);
  if (index < 0) return layoutsFrom(asked, scenarioFile);
  return [...known.slice(index), ...known.slice(0, index)];
}

function farewell(end: StageEnd): string {
  switch (end.how) {
    case 'ended':
      return 'The cockpit on the stage has ended.';
    case 'gone':
      return 'The cockpit on the stage is gone: it was killed, or it failed.';
    case 'refused':
      return `The cockpit on the stage ended the connection: ${end.reason}.`;
  }
}
