/** Tag of an image that no registry has, whatever its name. */
const missingTag = 'does-not-exist';

const pathPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;

interface ImageReference {
  readonly domain: string;
  readonly path: string;
  readonly tag: string;
}

/** Why a name is none (distribution/reference, ParseNormalizedNamed); undefined for a good one. */
export function invalidReference(image: string): string | undefined {
  const { path, tag } = split(image);
  if (pathPattern.test(path) && /^\w[\w.-]{0,127}$/.test(tag)) return undefined;
  const lowercase = pathPattern.test(path.toLowerCase());
  const why = lowercase && path !== path.toLowerCase() ? `: repository name (${path}) must be lowercase` : '';
  return `invalid reference format${why}`;
}

/** What the container runtime says when the registry does not have an image. */
export function notFoundText(image: string): string {
  const { domain, path, tag } = split(image);
  const full = `${domain}/${path}:${tag}`;
  const resolve = `failed to resolve reference "${full}": ${full}: not found`;
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": ${resolve}`;
}

/** Whether no registry has the image: those a model names, and any tagged `does-not-exist`. */
export function isMissing(image: string, unavailable: ReadonlySet<string>): boolean {
  return unavailable.has(image) || split(image).tag === missingTag;
}

/** Docker Hub and its `library` are where names without a registry come from. */
function split(image: string): ImageReference {
  const [name = ''] = image.split('@');
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasDomain = /[.:]/.test(first) || first === 'localhost';
  const rest = hasDomain ? name.slice(slash + 1) : name;
  const colon = rest.lastIndexOf(':');
  const path = colon < 0 ? rest : rest.slice(0, colon);
  return {
    domain: hasDomain ? first : 'docker.io',
    path: hasDomain || path.includes('/') ? path : `library/${path}`,
    tag: colon < 0 ? 'latest' : rest.slice(colon + 1),
  };
}
