import type { OpenRun } from './open-run.ts';

/** A run whose acts play by themselves from the start; where they cannot, its remark says why. */
export async function onAutopilot(run: OpenRun): Promise<OpenRun> {
  const outcome = await run.session.dispatch({ type: 'toggleAutopilot' });
  return outcome.ok ? run : { ...run, remark: outcome.reason };
}
