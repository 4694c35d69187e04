import { describe, expect, test } from 'vitest';
import { serviceAddress } from '../../../src/session/discovery/service-address.ts';

describe('the address of a trigger', () => {
  test.each([
    ['nats.shop.svc.cluster.local:8222', 'shop', 'nats', 8222, '/'],
    ['http://prometheus.monitoring.svc:9090', 'monitoring', 'prometheus', 9090, '/'],
    ['http://prometheus.monitoring', 'monitoring', 'prometheus', 80, '/'],
    ['http://thanos.monitoring:9090/tenant/a', 'monitoring', 'thanos', 9090, '/tenant/a'],
    // KEDA's operator looks it up where it runs itself.
    ['redis:6379', 'keda', 'redis', 6379, '/'],
  ])('%s is a service of the cluster', (text, namespace, service, port, path) => {
    expect(serviceAddress(text)).toEqual({ namespace, service, port, path });
  });

  test.each([
    ['https://prometheus.monitoring.svc:9090'],
    ['http://user:secret@prometheus.monitoring.svc:9090'],
    ['https://prometheus.example.com'],
    ['metrics.example.com:8222'],
    ['http://10.0.0.7:9090'],
    ['not an address'],
    [''],
  ])('%j leads elsewhere', (text) => {
    expect(serviceAddress(text)).toBeUndefined();
  });
});
