/** What `count` calls that begin together come to. */
export const atOnce = async <T>(count: number, work: (index: number) => Promise<T>) => {
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)))
  return {
    done: settled.flatMap(result => (result.status === 'fulfilled' ? [result.value] : [])),
    failures: settled.flatMap(result => (result.status === 'rejected' ? [result.reason as unknown] : [])),
  }
}
