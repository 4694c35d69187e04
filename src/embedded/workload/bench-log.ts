import type { EpochMs } from '../../autoscaling/units.ts';
import type { PublishLoad } from './load-command.ts';

/** Lines as `nats bench` prints them when it publishes. */
export const benchLog = {
  started(at: EpochMs, load: PublishLoad, stream: string | undefined): readonly string[] {
    const { subject, clients, messages, messageBytes } = load;
    const into = stream === undefined || load.mode === 'core' ? '' : `, stream=${stream}`;
    const settings = `[clients=${clients}, msg-size=${messageBytes} B, msgs=${grouped(messages)}${into}, subject=${subject}]`;
    return [`${clockTime(at)} Starting ${publisher(load)} benchmark ${settings}`];
  },

  progress(at: EpochMs, published: number, messages: number): string {
    const percent = Math.floor((published / messages) * 100);
    return `${clockTime(at)} Publishing ${percent}% ${grouped(published)} / ${grouped(messages)}`;
  },

  finished(load: PublishLoad, elapsedMs: number): string {
    const perSecond = (load.messages * 1000) / Math.max(1, elapsedMs);
    const kib = (perSecond * load.messageBytes) / 1024;
    const perMessageMs = (elapsedMs * load.clients) / load.messages;
    return `NATS ${publisher(load).replace('Core NATS', 'Core')} aggregated stats: ${grouped(perSecond)} msgs/sec ~ ${grouped(kib)} KiB/sec ~ ${perMessageMs.toFixed(2)}ms`;
  },
};

function publisher({ mode }: PublishLoad): string {
  return mode === 'core' ? 'Core NATS publisher' : `JetStream ${mode} publisher`;
}

/** UTC, as a container's clock has it. */
export function clockTime(at: EpochMs): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** 6000 as 6,000. */
function grouped(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
