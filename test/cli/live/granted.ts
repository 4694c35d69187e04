import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

interface Role {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly Rule[];
}

/** What an API server asks its authorizer about a request. */
interface Attributes {
  readonly verb: string;
  readonly group: string;
  /** With the subresource behind a slash. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

const roles = parseAllDocuments(readFileSync(join(import.meta.dirname, '../../../docs/rbac.yaml'), 'utf8')).map(
  (document) => document.toJS() as Role,
);

/** Whether the roles of docs/rbac.yaml with these names grant a request; what is about no resource (discovery, version) everybody may ask. */
export function granted(names: readonly string[], path: string, method: string): boolean {
  const asked = attributesOf(new URL(path, 'https://server'), method);
  if (asked === undefined) return true;
  return roles
    .filter(({ metadata, rules }) => rules !== undefined && names.includes(metadata.name))
    .filter(({ metadata: { namespace } }) => namespace === undefined || namespace === asked.namespace)
    .some(({ rules = [] }) => rules.some((rule) => covers(rule, asked)));
}

function covers({ apiGroups, resources, resourceNames, verbs }: Rule, { group, resource, verb, name }: Attributes) {
  return (
    apiGroups.includes(group) &&
    (resources.includes(resource) || resources.includes('*')) &&
    verbs.includes(verb) &&
    (resourceNames === undefined || (name !== undefined && resourceNames.includes(name)))
  );
}

const writes: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

/** As the API server's RequestInfoResolver reads a path; undefined for one that is about no resource. */
function attributesOf({ pathname, searchParams }: URL, method: string): Attributes | undefined {
  const parts = pathname.split('/').filter((part) => part !== '');
  const root = parts.shift();
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'apis' ? (parts.shift() ?? '') : '';
  parts.shift();
  const namespace = parts[0] === 'namespaces' && parts.length > 2 ? parts.splice(0, 2)[1] : undefined;
  const [plural, name, subresource] = parts;
  if (plural === undefined) return undefined;
  const isWatch = searchParams.get('watch') === 'true';
  const verb = writes[method] ?? (isWatch ? 'watch' : name === undefined ? 'list' : 'get');
  return {
    verb,
    group,
    resource: subresource === undefined ? plural : `${plural}/${subresource}`,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
  };
}
