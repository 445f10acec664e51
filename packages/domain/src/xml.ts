/** Text as the value of an attribute or element of XML 1.0, which has no way to write U+FFFE and U+FFFF, nor most controls. */
export const xml = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>"']/g, letter => ENTITIES[letter] ?? letter)

const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
