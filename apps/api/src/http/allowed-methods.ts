export type KnownRoute = { method: string; path: string }

/** The methods that routes know for this path, for the `Allow` header of a 405; none when the path is unknown. HEAD goes with GET. */
export const allowedMethods = (routes: readonly KnownRoute[], path: string): string[] => {
  const segments = path.split('/')
  const methods = routes.filter(route => matches(route.path.split('/'), segments)).map(route => route.method)
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort()
}

const matches = (pattern: string[], segments: string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((part, place) => (part.startsWith(':') ? segments[place] !== '' : part === segments[place]))
