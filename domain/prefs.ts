export type Prefs = { theme: 'auto' | 'light' | 'dark'; size: 'normal' | 'large' }

/** Reads the cookie `theme.size`; anything unknown is the default. */
export function readPrefs(text: string): Prefs {
  const [theme, size] = text.split('.')
  return { theme: theme === 'light' || theme === 'dark' ? theme : 'auto', size: size === 'large' ? 'large' : 'normal' }
}

/**
 * The whole of `/prefs.css`. The colour tokens follow `color-scheme` (they are `light-dark()` pairs) and all sizes
 * follow the root font size, so two declarations restyle every page; the last rule marks the choices in force, which a
 * page that is a file cannot know.
 */
export function prefsCss({ theme, size }: Prefs): string {
  const root = `${theme === 'auto' ? '' : `color-scheme:${theme};`}${size === 'large' ? 'font-size:137.5%;' : ''}`
  return `:root{${root}}.now-theme-${theme},.now-size-${size}{display:inline}`
}
