/** `object` with absent fields taken from `defaults`; `object` itself when it has them all. */
export function fill<T extends object>(object: T, defaults: Readonly<Record<string, unknown>>): T {
  const fields = object as Readonly<Record<string, unknown>>;
  const complete = Object.keys(defaults).every((key) => fields[key] !== undefined);
  return complete ? object : ({ ...defaults, ...object } as T);
}
