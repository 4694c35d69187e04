import type { Misfit } from './node-filter.ts';

/** The scheduler's own text for a pod that no node can take: each reason with the number of nodes it holds for, and the same of preemption. */
export function failureMessage(misfits: readonly Misfit[]): string {
  const nodes = misfits.length;
  if (nodes === 0) return 'no nodes available to schedule pods';
  const head = `0/${nodes} nodes are available: `;
  const reasons = counted(misfits.flatMap((misfit) => misfit.reasons));
  const preemption = counted(
    misfits.map(({ resolvable }) =>
      resolvable ? 'No preemption victims found for incoming pod' : 'Preemption is not helpful for scheduling',
    ),
  );
  return `${head}${reasons}. preemption: ${head}${preemption}.`;
}

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .toSorted()
    .join(', ');
}
