import type { Container, Probe } from '../../autoscaling/objects.ts';
import type { ContainerProcess } from '../world.ts';
import { commandOutcome } from './command-outcome.ts';

export type ProbeKind = 'Readiness' | 'Liveness' | 'Startup';

/**
 * Why a container fails a probe now, in the kubelet's words; undefined when it passes. A program whose ports answer passes liveness and
 * startup probes; readiness is for the program to say. Of commands only those are known whose outcome is plain (`false`, `exit 1`).
 */
export function probeAnswer(
  kind: ProbeKind,
  probe: Probe,
  container: Container,
  process: ContainerProcess,
  podIP: string,
): string | undefined {
  const listening = process.listening?.() ?? true;
  const ready = kind !== 'Readiness' || process.ready();
  if (probe.exec) {
    const outcome = commandOutcome(probe.exec);
    if (outcome === undefined) return ready ? undefined : '';
    return outcome.exitCode === 0 && ready ? undefined : outcome.output.map(({ line }) => line).join('\n');
  }
  if (!listening) return unreachable(probe, container, podIP);
  return ready ? undefined : 'HTTP probe failed with statuscode: 503';
}

function unreachable({ httpGet, tcpSocket, grpc }: Probe, container: Container, podIP: string): string {
  const port = httpGet?.port ?? tcpSocket?.port ?? grpc?.port ?? 0;
  const address = `${podIP}:${portNumber(port, container)}`;
  const refused = `dial tcp ${address}: connect: connection refused`;
  if (httpGet === undefined) return refused;
  const { scheme = 'HTTP', path = '/' } = httpGet;
  return `Get "${scheme.toLowerCase()}://${address}${path}": ${refused}`;
}

function portNumber(port: number | string, { ports = [] }: Container): number | string {
  return ports.find(({ name }) => name === port)?.containerPort ?? port;
}
