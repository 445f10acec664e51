/** A column of a list: its title, and what it shows of a row. */
export type Column<T> = { title: string; cell(row: T): Cell }

export type Cell = string | number | boolean | null | undefined

const GAP = '  '
const NARROWEST = 4

/** Lines that fit into the width (in columns of the terminal): what is too long is cut, the widest column first. */
export const table = (rows: string[][], width: number): string[] => {
  const widths = fitted(
    (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => Bun.stringWidth(row[at] ?? '')))),
    width,
  )
  return rows.map(row =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join(GAP)
      .trimEnd(),
  )
}

const fitted = (widths: number[], width: number): number[] => {
  const room = width - GAP.length * (widths.length - 1)
  const fitting = [...widths]
  for (let excess = sum(fitting) - room; excess > 0; excess--) {
    const widest = fitting.indexOf(Math.max(...fitting))
    if ((fitting[widest] ?? 0) <= NARROWEST) break
    fitting[widest] = (fitting[widest] ?? 0) - 1
  }
  return fitting
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

const padded = (text: string, width: number): string => {
  const cut = Bun.stringWidth(text) <= width ? text : `${cutTo(text, width - 1)}…`
  return cut + ' '.repeat(Math.max(0, width - Bun.stringWidth(cut)))
}

const cutTo = (text: string, width: number): string => {
  let cut = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (Bun.stringWidth(cut + segment) > width) break
    cut += segment
  }
  return cut
}

/** A cell as text in which nothing steers a terminal or breaks a line. */
export const shown = (cell: Cell): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return String(cell).replace(STEERING, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

// Control characters, and those that turn the direction of writing around.
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu
