/** What a cell may hold; null is an empty one. */
export type CsvValue = string | number | boolean | null | undefined

/** One line of RFC 4180, its end included. A text that a spreadsheet would run as a formula is defused. */
export const csvRow = (values: CsvValue[]): string => `${values.map(cell).join(',')}\r\n`

/** The text that a cell stands for: what `csvRow` made of it is undone. */
export const csvText = (cell: string): string =>
  /^'/.test(cell) && LIKE_FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell

const cell = (value: CsvValue): string => {
  const text = typeof value === 'string' ? defused(value) : String(value ?? '')
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

// An apostrophe before a formula makes it text. It also stands before what begins with apostrophes and then a formula, so that exactly
// what got one loses it again. A plain number such as +4930123 runs nothing, and SIP people dial it.
const defused = (text: string): string => (LIKE_FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text)

const LIKE_FORMULA = /^(?:['\s]*[=+\-@＝＋－＠]|'*[\t\r])/
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/

// Separators of other countries too, and spaces that some programs would trim.
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/
