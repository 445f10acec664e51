import postgres from 'postgres'
import { EmbeddedPostgresError } from './error'

const DATABASE = 'ringfence'
const MISSING_DATABASE = '3D000'

/** The URL of the database `ringfence` on the server that `owner` (a URL without a database) names; creates it when missing. */
export const ensureDatabase = async (owner: string, deadline: number): Promise<string> => {
  const url = `${owner}/${DATABASE}`
  try {
    await once(url, deadline, sql => sql`select 1`)
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || error.code !== MISSING_DATABASE) throw error
    await once(`${owner}/postgres`, deadline, sql => sql`create database ringfence`)
  }
  return url
}

const once = async (url: string, deadline: number, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> => {
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice() {} })
  const silence = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => silence.reject(new EmbeddedPostgresError('PostgreSQL runs but does not answer')),
    Math.max(0, Math.ceil(deadline - performance.now())),
  )
  try {
    await Promise.race([work(sql), silence.promise])
  } finally {
    clearTimeout(timer)
    await sql.end({ timeout: 0 })
  }
}
