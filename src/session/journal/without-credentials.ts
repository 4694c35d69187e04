import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { namesCredential, redact } from '../../cluster/redact.ts';

const hidden = '[redacted]';

/** An object that may be written down. */
export interface SafeObject {
  readonly object: KubernetesObject;
  /** Paths of the fields that were taken out. */
  readonly redacted: readonly string[];
}

/** The object without what could be a credential: a Secret's data, fields and variables named so, and whatever {@link redact} finds in a text. */
export function withoutCredentials(object: KubernetesObject): SafeObject {
  const redacted: string[] = [];
  const { managedFields, ...metadata } = object.metadata;
  const safe = cleaned({ ...object, metadata }, '', redacted, isSecret(object)) as KubernetesObject;
  // Managers own names of fields, no values.
  return { object: managedFields ? { ...safe, metadata: { ...safe.metadata, managedFields } } : safe, redacted };
}

function isSecret({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

function cleaned(value: unknown, path: string, redacted: string[], isSecretObject: boolean): unknown {
  if (Array.isArray(value)) return value.map((item, index) => cleaned(item, `${path}[${index}]`, redacted, false));
  if (typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const at = path === '' ? name : `${path}.${name}`;
        if (field !== undefined && isCredential(fields, name, isSecretObject)) {
          redacted.push(at);
          return [name, hidden];
        }
        return [name, cleaned(field, at, redacted, false)];
      }),
    );
  }
  if (typeof value !== 'string') return value;
  const text = redact(value);
  if (text !== value) redacted.push(path);
  return text;
}

function isCredential(fields: Readonly<Record<string, unknown>>, name: string, isSecretObject: boolean): boolean {
  if (isSecretObject && (name === 'data' || name === 'stringData')) return true;
  if (typeof fields[name] !== 'string') return false;
  // An environment variable, a header: its name is beside its value.
  if (name === 'value' && typeof fields.name === 'string') return namesCredential(fields.name);
  return namesCredential(name);
}
