import { expect, test } from 'vitest';
import { redact } from '../../../src/kube/http/redact.ts';

test.each([
  ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [redacted]'],
  ['got eyJhbGciOi.eyJzdWIiOi.c2ln back', 'got [redacted] back'],
  ['proxy http://jane:s3cret@proxy:3128 refused', 'proxy http://[redacted]@proxy:3128 refused'],
  ['error: id-token=abc123 expired', 'error: id-token=[redacted] expired'],
  ['{"token": "abc", "x": 1}', '{"token": "[redacted]", "x": 1}'],
  ['password: hunter2', 'password: [redacted]'],
  ['deployments.apps "token-service" not found', 'deployments.apps "token-service" not found'],
])('%s becomes %s', (text, safe) => {
  expect(redact(text)).toBe(safe);
});
