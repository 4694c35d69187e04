import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseVariant, smallestScreen } from '../../src/scenario/choose-variant.ts';
import { layoutFolders } from '../../src/scenario/layout-folders.ts';
import { type LayoutNode, paneNames } from '../../src/scenario/layout-model.ts';
import { listLayouts, loadLayout } from '../../src/scenario/load-layout.ts';
import { ScenarioError } from '../../src/scenario/problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

function panesOf(node: LayoutNode): readonly string[] {
  return node.kind === 'pane' ? [node.pane] : node.children.flatMap(panesOf);
}

/** What loading a file with this text complains about, as `line:column: message; try`. */
function complaints(text: string): readonly string[] {
  const file = join(temporaryFolder(), 'mine.yaml');
  writeFileSync(file, text);
  try {
    loadLayout(file);
  } catch (error) {
    if (error instanceof ScenarioError) {
      return error.message.split('\n').map((line) => line.slice(file.length + 1));
    }
    throw error;
  }
  return [];
}

const head = 'apiVersion: harmony/v1\ntitle: Mine\nvariants:\n';

describe('built-in layouts', () => {
  it('are listed by name', () => {
    expect(listLayouts()).toEqual(expect.arrayContaining(['four-pane', 'stage']));
  });

  it.each(listLayouts())('%s has a variant for 80x24, 120x40 and 200x60, and a wider one loses no pane', (name) => {
    const layout = loadLayout(name);
    const variants = [
      { columns: 80, rows: 24 },
      { columns: 120, rows: 40 },
      { columns: 200, rows: 60 },
    ].map((screen) => chooseVariant(layout, screen));
    expect(variants.map((variant) => variant?.minColumns)).toEqual([80, 120, 200]);
    const [narrow = [], middle = [], wide = []] = variants.map((variant) => variant && [...panesOf(variant.root)]);
    expect([middle, wide]).toEqual([expect.arrayContaining(narrow), expect.arrayContaining(middle)]);
  });

  it('are all there that the documentation names', () => {
    expect(listLayouts()).toEqual(['four-pane', 'large', 'narrow', 'presenter', 'sre', 'stage', 'wide']);
  });

  it('wide shows every pane there is on a large screen', () => {
    const variant = chooseVariant(loadLayout('wide'), { columns: 200, rows: 60 }) ?? expect.fail('no variant fits');
    expect([...panesOf(variant.root)].sort()).toEqual([...paneNames].sort());
  });

  it('sre shows the ladder where there is room for it', () => {
    const panes = (columns: number, rows: number) =>
      panesOf(chooseVariant(loadLayout('sre'), { columns, rows })?.root ?? expect.fail('no variant fits'));
    expect([...panes(200, 60)]).toContain('ladder');
    expect([...panes(120, 40)]).not.toContain('ladder');
  });

  it('say what the smallest terminal is', () => {
    const layout = loadLayout('stage');
    expect(smallestScreen(layout)).toEqual({ columns: 80, rows: 24 });
    expect(chooseVariant(layout, { columns: 79, rows: 24 })).toBeUndefined();
  });
});

describe("layouts of one's own", () => {
  function folderWith(name: string, title: string): string {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, `${name}.yaml`),
      `apiVersion: harmony/v1\ntitle: ${title}\nvariants:\n  - root: { pane: pods }\n`,
    );
    return folder;
  }

  it("are found by name in the user's folder and in the scenario's, and stand among the built-in ones", () => {
    const folders = { layoutFolders: [folderWith('mine', 'Mine'), folderWith('talk', 'Talk'), '/nowhere'] };
    expect(listLayouts(folders)).toEqual([
      'four-pane',
      'large',
      'mine',
      'narrow',
      'presenter',
      'sre',
      'stage',
      'talk',
      'wide',
    ]);
    expect(loadLayout('mine', folders).title).toBe('Mine');
    expect(loadLayout('talk', folders).title).toBe('Talk');
    expect(() => loadLayout('mien', folders)).toThrow('did you mean "mine"?');
  });

  it('take the place of what has their name behind them', () => {
    const folders = { layoutFolders: [folderWith('stage', 'My stage'), folderWith('stage', "The scenario's")] };
    expect(loadLayout('stage', folders).title).toBe('My stage');
    expect(loadLayout('stage', { layoutFolders: folders.layoutFolders.slice(1) }).title).toBe("The scenario's");
  });

  it('lie where the XDG specification has configuration, and beside the scenario', () => {
    expect(layoutFolders({ HOME: '/home/ada' }, '/talks/demo/scenario.yaml')).toEqual([
      '/home/ada/.config/harmony/layouts',
      '/talks/demo/layouts',
    ]);
    expect(layoutFolders({ HOME: '/home/ada', XDG_CONFIG_HOME: '/etc/ada' })).toEqual(['/etc/ada/harmony/layouts']);
    expect(layoutFolders({ HOME: '/home/ada', XDG_CONFIG_HOME: 'relative' })).toEqual([
      '/home/ada/.config/harmony/layouts',
    ]);
  });
});

describe('a layout file', () => {
  it('becomes a tree with weights, minimum sizes and options', () => {
    const file = join(temporaryFolder(), 'mine.yaml');
    writeFileSync(
      file,
      `${head}  - root:\n      rows:\n        - pane: metric\n          options: { view: raw }\n          size: 2\n        - columns:\n            - { pane: pods, minColumns: 30 }\n`,
    );
    expect(loadLayout(file)).toEqual({
      name: 'mine',
      file,
      title: 'Mine',
      variants: [
        {
          minColumns: 80,
          minRows: 24,
          root: {
            kind: 'rows',
            size: 1,
            minColumns: 12,
            minRows: 3,
            children: [
              { kind: 'pane', pane: 'metric', options: { view: 'raw' }, size: 2, minColumns: 12, minRows: 3 },
              {
                kind: 'columns',
                size: 1,
                minColumns: 12,
                minRows: 3,
                children: [{ kind: 'pane', pane: 'pods', options: {}, size: 1, minColumns: 30, minRows: 3 }],
              },
            ],
          },
        },
      ],
    });
  });

  it.each([
    ['an empty file', '', ['1:1: the file is empty; begin with "apiVersion: harmony/v1"']],
    [
      'an unknown pane',
      `${head}  - root: { pane: replica }\n`,
      [
        '4:19: "pane" must be one of replicas, pods, metric, queue, why, ladder, lie, events, load, acts, vpa, nodes, sources, log, not the text "replica"; did you mean "replicas"?',
      ],
    ],
    [
      'an unknown key deep inside',
      `${head}  - root:\n      rows:\n        - pane: pods\n          sise: 2\n`,
      ['7:11: unknown key "sise" in "rows"; did you mean "size"?'],
    ],
    [
      'rows and columns at once',
      `${head}  - root:\n      rows: [{ pane: pods }]\n      columns: [{ pane: queue }]\n`,
      ['5:7: this part has rows and columns at once; give it one of rows, columns, pane'],
    ],
    [
      'a part with nothing in it',
      `${head}  - root:\n      rows:\n        - pane: pods\n        - size: 3\n`,
      ['7:11: this part names nothing to show; give it one of rows, columns, pane'],
    ],
    [
      'an option the pane does not know',
      `${head}  - root: { pane: metric, options: { vew: raw } }\n`,
      ['4:38: pane metric has no option "vew"; did you mean "view"?'],
    ],
    [
      'an option with an unknown value',
      `${head}  - root: { pane: metric, options: { view: pie } }\n`,
      ['4:44: option "view" cannot be "pie"; give it one of chart, raw'],
    ],
    [
      'options of something that is no pane',
      `${head}  - root:\n      options: { view: raw }\n      rows: [{ pane: pods }]\n`,
      ['5:16: only a pane has options; give them to the panes inside'],
    ],
    [
      'a size of nothing',
      `${head}  - root: { pane: pods, size: 0 }\n`,
      ['4:31: "size" must be more than 0, not the number 0'],
    ],
    [
      'several mistakes, in the order of the file',
      'apiVersion: harmony/v2\nvariants: []\n',
      [
        '1:1: "title" is missing; add "title:" with a text',
        '1:13: "apiVersion" must be "harmony/v1", not the text "harmony/v2"',
        '2:11: "variants" must have at least 1 entry, not an empty list',
      ],
    ],
  ])('with %s is told so', (_, text, expected) => {
    expect(complaints(text)).toEqual(expected);
  });

  it('that does not exist: the nearest name is offered', () => {
    expect(() => loadLayout('stgae')).toThrow('no layout "stgae", neither built in nor a file; did you mean "stage"?');
  });
});
