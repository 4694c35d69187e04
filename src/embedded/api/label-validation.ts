import type { KubernetesObject } from '../../autoscaling/objects.ts';

const longest = 63;
const valueForm = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const nameForm = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const prefixForm = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const nameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/** Field errors of an object's labels. (apimachinery, metav1/validation, ValidateLabels) */
export function labelProblems({ metadata: { labels = {} } }: KubernetesObject): readonly string[] {
  return Object.entries(labels).flatMap(([key, value]) => [...keyProblems(key), ...valueProblems(value)]);
}

function keyProblems(key: string): readonly string[] {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  const isPrefixed = prefix === undefined || (prefix.length <= 253 && prefixForm.test(prefix));
  if (more.length === 0 && isPrefixed && name.length <= longest && nameForm.test(name)) return [];
  return [`metadata.labels: Invalid value: ${JSON.stringify(key)}: ${nameRule}`];
}

function valueProblems(value: string): readonly string[] {
  if (value.length > longest)
    return [`metadata.labels: Invalid value: ${JSON.stringify(value)}: must be no more than ${longest} bytes`];
  return valueForm.test(value) ? [] : [`metadata.labels: Invalid value: ${JSON.stringify(value)}: ${valueRule}`];
}
