/** Resolves once `holds`; rejects, saying what was waited for, after `seconds`. */
export const until = async (what: string, holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> => {
  const deadline = performance.now() + seconds * 1000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`)
    await Bun.sleep(20)
  }
}
