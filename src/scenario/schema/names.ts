import { z } from 'zod';

/** A name inside a scenario file: of a mode, load, act or series. */
export const identifier = ruled(
  /^[A-Za-z][\w-]*$/,
  'use letters, digits, "-" and "_", beginning with a letter, e.g. "keda-only"',
);

/** A name as Kubernetes takes it for namespaces, services and workloads (RFC 1123 label). */
export const kubernetesName = ruled(
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  'use lower case letters, digits and "-", at most 63, e.g. "meme-backend"',
);

/** A name as Kubernetes takes it for most objects: labels joined by dots; roles and their bindings may have colons. */
export const objectName = ruled(
  /^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/,
  'use lower case letters, digits, "-" and ".", e.g. "meme-backend"',
);

/** A quantity of CPU or memory as Kubernetes writes it; a plain number is one as well. */
export const quantity = z.unknown().transform((written, context): string => {
  const text = typeof written === 'number' ? String(written) : written;
  if (typeof text === 'string' && quantityPattern.test(text)) return text;
  context.issues.push({
    code: 'custom',
    input: written,
    message: written === undefined ? '{name} is missing' : `{name} is not a quantity: ${JSON.stringify(written)}`,
    params: { tryThis: 'write e.g. "4", "500m" or "16Gi"' },
  });
  return z.NEVER;
});

const quantityPattern = /^(\d+\.?\d*|\.\d+)([mkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

export const portNumber = z.int().min(1).max(65535);

export const seconds = z.number().min(0).max(86_400);

/** A title or other text of one line or more that must say something. */
export const text = z.string().min(1);

/** A query, without the line breaks a YAML block puts around it: autoscalers, samplers and embedded cluster compare it as text. */
export const query = z.string().trim().min(1);

/** A file name, relative to the folder of scenario.yaml. */
export const manifestFile = z.string().min(1);

function ruled(rule: RegExp, tryThis: string) {
  return z.string().transform((written, context): string => {
    if (!rule.test(written)) {
      const message = `{name} cannot be ${JSON.stringify(written)}`;
      context.issues.push({ code: 'custom', input: written, message, params: { tryThis } });
    }
    return written;
  });
}
