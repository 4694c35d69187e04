import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { isFile, shownPath } from './catalogue.ts';
import { type LocatedObject, type ManifestRules, parseManifest } from './manifest.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';
import { type Path, problemAt, type YamlSource } from './yaml-source.ts';

/** An object a scenario refers to: with the file as written and its position for later complaints. */
export interface ReadObject extends LocatedObject {
  readonly file: string;
}

/** Reads the manifests that a scenario.yaml names, each file once however often it is named. */
export class ManifestReader {
  /** What was wrong with what has been read so far. */
  readonly problems: Problem[] = [];
  readonly #source: YamlSource;
  readonly #folder: string;
  /** Files that could be there, to suggest from when one is not. */
  readonly #listed: readonly string[];
  readonly #read = new Map<string, readonly LocatedObject[]>();

  constructor(source: YamlSource, folder: string, listed: readonly string[]) {
    this.#source = source;
    this.#folder = folder;
    this.#listed = listed;
  }

  /** The objects of a file named at `path` of scenario.yaml; none, and a problem noted, when it cannot be used. */
  read(file: string, path: Path, rules: ManifestRules): readonly ReadObject[] {
    const key = `${normalize(file)} ${rules.otherNamespaces}`;
    let objects = this.#read.get(key);
    if (objects === undefined) {
      objects = this.#parse(file, path, rules);
      if (objects !== undefined) this.#read.set(key, objects);
    }
    return (objects ?? []).map((object) => ({ ...object, file: normalize(file) }));
  }

  #parse(file: string, path: Path, rules: ManifestRules): readonly LocatedObject[] | undefined {
    const absolute = join(this.#folder, file);
    if (!isFile(absolute)) {
      const near = nearest(file, this.#listed);
      const tryThis = near === undefined ? `it is looked for as ${shownPath(absolute)}` : `did you mean "${near}"?`;
      this.problems.push(problemAt(this.#source, path, `there is no file "${file}"`, tryThis));
      return undefined;
    }
    const { objects, problems } = parseManifest(shownPath(absolute), readFileSync(absolute, 'utf8'), rules);
    this.problems.push(...problems);
    return objects;
  }
}
