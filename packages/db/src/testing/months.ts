/** The month that was so many months ago: a moment in it, the name of its partition, and as the audit trail says it. */
export const monthAgo = (months: number) => {
  const date = new Date()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const month = date.toISOString().slice(0, 7)
  return { month, moment: `${month}-15T12:00:00Z`, table: `cdrs_${month.replace('-', '_')}` }
}
