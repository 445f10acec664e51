/** The names of a resource in prose and in identifiers, from those in its messages: `Queue agent` and `Queue agents`. */
export const words = (singular: string, plural: string) => ({
  singular,
  plural,
  one: inProse(singular),
  some: inProse(plural),
  a: `${/^[aeiou]/i.test(singular) ? 'an' : 'a'} ${inProse(singular)}`,
  identifier: identifier(singular),
  identifiers: identifier(plural),
})

export type Words = ReturnType<typeof words>

// `CDR` stays as it is, `Queue agent` does not.
const inProse = (name: string): string => (/^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1))

const identifier = (name: string): string =>
  name
    .split(' ')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('')
