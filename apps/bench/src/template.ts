/** How a `{{name}}` of a call gets its value at each request. */
export type Variable =
  | { name: string; kind: 'random'; from: number; to: number }
  /** Each value once, in order, from `from` on. */
  | { name: string; kind: 'counter'; from: number }
  /** The variable before it in the list, and so much more. */
  | { name: string; kind: 'offset'; of: string; plus: number }

export type Piece = { text: string } | { name: string }

/** `/api/extensions/{{id}}` as its texts and names, in order. */
export const pieces = (template: string): Piece[] =>
  template.split(/(\{\{\w+\}\})/).flatMap((part): Piece[] => {
    if (part === '') return []
    const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1]
    return [name === undefined ? { text: part } : { name }]
  })

/** Throws when the template names a value that is not given. */
export const filled = (template: string, values: Record<string, string>): string =>
  pieces(template)
    .map(piece => {
      if ('text' in piece) return piece.text
      const value = values[piece.name]
      if (value === undefined) throw new Error(`{{${piece.name}}} has no value`)
      return value
    })
    .join('')

/** One value for each variable, out of the middle of what it may be. */
export const sampleOf = (variables: Variable[]): Record<string, string> => {
  const values: Record<string, number> = {}
  for (const variable of variables)
    values[variable.name] =
      variable.kind === 'random'
        ? Math.floor((variable.from + variable.to) / 2)
        : variable.kind === 'counter'
          ? variable.from
          : (values[variable.of] ?? Number.NaN) + variable.plus
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}
