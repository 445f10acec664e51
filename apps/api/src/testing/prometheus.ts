export type Sample = { name: string; labels: Record<string, string>; value: number }

/** What stands in a text of Prometheus's format, without its comments. */
export const samplesOf = (text: string): Sample[] =>
  text
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => {
      const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
      if (!name) throw new Error(`no sample: ${line}`)
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, said]) => [key, said])
      return { name, labels: Object.fromEntries(pairs), value: Number(value) }
    })

/** The sum of a metric's samples that have these labels. */
export const sumOf = (text: string, name: string, wanted: Record<string, string> = {}): number =>
  samplesOf(text)
    .filter(
      sample => sample.name === name && Object.entries(wanted).every(([key, said]) => sample.labels[key] === said),
    )
    .reduce((sum, { value }) => sum + value, 0)
