import { isFields } from '../../managed-fields/leaf-paths.ts';
import { sameJson } from '../../store/equality.ts';
import { badRequest } from '../../store/refusals.ts';
import { patchFails } from './patch-failure.ts';

type Path = readonly string[];

/** RFC 6902: operations in order, all or nothing. @throws ClusterError 400 for a patch that is none, 422 for one that does not apply */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw badRequest('a JSON patch is a list of operations');
  return patch.reduce(applyOperation, target);
}

function applyOperation(target: unknown, operation: unknown): unknown {
  if (!isFields(operation) || typeof operation.op !== 'string')
    throw badRequest('an operation of a JSON patch needs an op');
  const path = pointer(operation.path);
  switch (operation.op) {
    case 'add':
      return add(target, path, operation.value);
    case 'remove':
      return remove(target, path);
    case 'replace':
      valueAt(target, path);
      return path.length === 0 ? operation.value : add(remove(target, path), path, operation.value);
    case 'move': {
      const from = pointer(operation.from);
      return add(remove(target, from), path, valueAt(target, from));
    }
    case 'copy':
      return add(target, path, valueAt(target, pointer(operation.from)));
    case 'test':
      if (!sameJson(valueAt(target, path), operation.value))
        throw patchFails(`testing value /${path.join('/')} failed`);
      return target;
    default:
      throw badRequest(`unexpected kind of operation in a JSON patch: ${operation.op}`);
  }
}

/** RFC 6901. */
function pointer(text: unknown): Path {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/')))
    throw badRequest('a JSON pointer begins with /');
  return text
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(target: unknown, path: Path): unknown {
  return path.reduce((value: unknown, token) => {
    const found = Array.isArray(value) ? value[indexIn(value, token)] : own(value, token);
    if (found === undefined) throw missing(path);
    return found;
  }, target);
}

function add(target: unknown, [token, ...rest]: Path, value: unknown): unknown {
  if (token === undefined) return value;
  if (Array.isArray(target)) {
    if (rest.length > 0) return target.with(indexIn(target, token), add(target[indexIn(target, token)], rest, value));
    return target.toSpliced(token === '-' ? target.length : indexIn(target, token, target.length), 0, value);
  }
  if (!isFields(target)) throw missing([token, ...rest]);
  if (rest.length > 0 && own(target, token) === undefined) throw missing([token, ...rest]);
  return withField(target, token, add(own(target, token), rest, value));
}

function remove(target: unknown, path: Path): unknown {
  const [token = '', ...rest] = path;
  if (Array.isArray(target)) {
    const index = indexIn(target, token);
    return rest.length === 0 ? target.toSpliced(index, 1) : target.with(index, remove(target[index], rest));
  }
  const inner = own(target, token);
  if (!isFields(target) || inner === undefined) throw missing(path);
  if (rest.length > 0) return withField(target, token, remove(inner, rest));
  return Object.fromEntries(Object.entries(target).filter(([name]) => name !== token));
}

/** `Object.fromEntries` makes own fields of any name, `__proto__` included. */
function withField(target: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
  const entries = Object.entries(target).filter(([other]) => other !== name);
  return Object.fromEntries([...entries, [name, value]]);
}

function own(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function indexIn(list: readonly unknown[], token: string, last = list.length - 1): number {
  const index = /^(0|[1-9]\d*)$/.test(token) ? Number(token) : -1;
  if (index < 0 || index > last) throw patchFails(`index ${token} is out of range`);
  return index;
}

function missing(path: Path): Error {
  return patchFails(`the path /${path.join('/')} is not there`);
}
