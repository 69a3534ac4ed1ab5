type Tree = Record<string, unknown>

/** What stands at a dotted path (`targets.0.unit`), undefined when the way there breaks off. */
export function valueAt(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), tree)
}

/** The tree with one value changed, everything else shared; missing steps are made on the way. */
export function withValue(tree: Tree, path: string, value: unknown): Tree {
  return changed(tree, path.split('.'), value) as Tree
}

function changed(tree: unknown, [key = '', ...rest]: string[], value: unknown): unknown {
  const next = rest.length === 0 ? value : changed(isTree(tree) ? tree[key] : undefined, rest, value)
  if (Array.isArray(tree)) return tree.with(Number(key), next)
  return { ...(isTree(tree) ? tree : {}), [key]: next }
}

/** First step of a path: the part of a form that is kept and sent as one. */
export const partOf = (path: string): string => path.split('.', 1)[0] ?? ''

/** Whether one path is the other, or lies on the way to it. */
export const isAbout = (one: string, other: string): boolean =>
  one === other || other.startsWith(`${one}.`) || one.startsWith(`${other}.`)

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null
